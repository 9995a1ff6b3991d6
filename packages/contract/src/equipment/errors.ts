/** Refusals about equipment; a part of `errorCatalogue`. */
export const equipmentErrors = {
  'device-unfit': {
    status: 409,
    title: {
      en: 'The piece is not fit to be issued',
      ru: 'Это оборудование нельзя выдать',
      kk: 'Бұл жабдықты беруге болмайды',
    },
  },
  'device-written-off': {
    status: 409,
    title: {
      en: 'The piece is written off: its record no longer changes',
      ru: 'Оборудование списано: его запись больше не меняется',
      kk: 'Жабдық есептен шығарылған: оның жазбасы енді өзгермейді',
    },
  },
  'equipment-move-impossible': {
    status: 409,
    title: {
      en: 'This cannot be recorded of the piece as it stands',
      ru: 'В нынешнем состоянии оборудования такую запись сделать нельзя',
      kk: 'Жабдықтың қазіргі күйінде мұндай жазба жасауға болмайды',
    },
  },
  'equipment-move-untimely': {
    status: 422,
    title: {
      en: 'A record of the equipment is neither earlier than the one before it nor in the future',
      ru: 'Запись об оборудовании не может быть раньше предыдущей или в будущем',
      kk: 'Жабдық туралы жазба алдыңғысынан ерте немесе болашақта бола алмайды',
    },
  },
  'equipment-not-decided': {
    status: 422,
    title: {
      en: 'The head has not decided on equipment of this class',
      ru: 'Начальник не принимал решения об оборудовании этого класса',
      kk: 'Басшы бұл түрдегі жабдық туралы шешім қабылдаған жоқ',
    },
  },
  'equipment-type-overlaps': {
    status: 409,
    title: {
      en: 'The type is on the list on some of these days already',
      ru: 'В часть этих дней этот вид уже есть в перечне',
      kk: 'Бұл күндердің бір бөлігінде бұл түр тізбеде бар',
    },
  },
  'import-unreadable': {
    status: 422,
    title: {
      en: 'The file cannot be read as a table of equipment',
      ru: 'Файл не читается как таблица оборудования',
      kk: 'Файл жабдық кестесі ретінде оқылмайды',
    },
  },
  'import-refused': {
    status: 409,
    title: {
      en: 'Nothing was taken over: it is not the file of the dry run, or some of its rows are wrong',
      ru: 'Ничего не загружено: это не тот файл, что был проверен, или в нём есть ошибочные строки',
      kk: 'Ештеңе жүктелмеді: бұл тексерілген файл емес немесе онда қате жолдар бар',
    },
  },
  'export-too-large': {
    status: 422,
    title: {
      en: 'More pieces than one file takes: narrow the filters',
      ru: 'Больше строк, чем помещается в один файл: сузьте отбор',
      kk: 'Бір файлға сыятын жолдан көп: сүзгіні тарылтыңыз',
    },
  },
} as const
