/** What is said of files; part of the catalogue. */
export const fileErrors = {
  'file-too-large': {
    status: 413,
    title: { en: 'The file is too large', ru: 'Файл слишком велик', kk: 'Файл тым үлкен' },
  },
  'file-kind-refused': {
    status: 415,
    title: {
      en: 'Files of this kind are not taken',
      ru: 'Файлы такого вида не принимаются',
      kk: 'Мұндай түрдегі файлдар қабылданбайды',
    },
  },
  'file-damaged': {
    status: 422,
    title: {
      en: 'The file is incomplete or damaged',
      ru: 'Файл неполон или повреждён',
      kk: 'Файл толық емес немесе бүлінген',
    },
  },
  'file-infected': {
    status: 422,
    title: {
      en: 'The scanner found something harmful in the file',
      ru: 'Проверка нашла в файле вредоносное содержимое',
      kk: 'Тексеру файлдан зиянды мазмұн тапты',
    },
  },
  'too-many-files': {
    status: 409,
    title: {
      en: 'The case file holds as many files as it may',
      ru: 'В деле уже столько файлов, сколько допустимо',
      kk: 'Істе рұқсат етілгенше файл бар',
    },
  },
  'upload-too-slow': {
    status: 408,
    title: {
      en: 'The file came too slowly; send it again',
      ru: 'Файл поступал слишком медленно; отправьте ещё раз',
      kk: 'Файл тым баяу келді; қайта жіберіңіз',
    },
  },
  'uploads-busy': {
    status: 503,
    title: {
      en: 'Too many files are being sent at once; wait a little',
      ru: 'Сейчас отправляется слишком много файлов; подождите',
      kk: 'Қазір тым көп файл жіберілуде; күте тұрыңыз',
    },
  },
  'scanner-away': {
    status: 503,
    title: {
      en: 'The scanner does not answer; nothing is taken unscanned',
      ru: 'Проверка на вирусы не отвечает; без неё файлы не принимаются',
      kk: 'Вирус тексеруі жауап бермейді; онсыз файлдар қабылданбайды',
    },
  },
} as const
