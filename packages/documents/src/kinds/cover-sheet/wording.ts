import type { Wording } from '../../wording/say.ts'

export const coverSheetWording = {
  title: { kk: 'ІЛЕСПЕ ПАРАҚ', ru: 'СОПРОВОДИТЕЛЬНЫЙ ЛИСТ', en: 'COVER SHEET' },
  subtitle: {
    kk: 'қолма-қол тапсырылатын құжаттарға',
    ru: 'к документам, вручаемым лично',
    en: 'to papers that are handed over',
  },
  named: { kk: 'Жөнелтілім {id}', ru: 'Отправление {id}', en: 'Delivery {id}' },
  enclosed: { kk: 'Салынған құжаттар', ru: 'Вложенные документы', en: 'Enclosed papers' },
  item: { kk: '№', ru: '№', en: 'No.' },
  paper: { kk: 'Құжат', ru: 'Документ', en: 'Paper' },
  number: { kk: 'Нөмірі', ru: 'Номер', en: 'Number' },
  day: { kk: 'Күні', ru: 'Дата', en: 'Date' },
  count: { kk: 'Барлығы: {count}', ru: 'Всего: {count}', en: 'In all: {count}' },
  receipt: { kk: 'Алғаны туралы қолхат', ru: 'Расписка в получении', en: 'Receipt' },
  name: {
    kk: 'Алушының тегі, аты, лауазымы',
    ru: 'Фамилия, имя, должность получившего',
    en: 'Name and position of who received it',
  },
  at: { kk: 'Алған күні мен уақыты', ru: 'Дата и время получения', en: 'Day and time' },
  incoming: { kk: 'Кіріс нөмірі, мөртабан', ru: 'Входящий номер, штамп', en: 'Incoming number, stamp' },
  back: {
    kk: 'Қол қойылған парақ жіберушіге қайтарылады.',
    ru: 'Подписанный лист возвращается отправителю.',
    en: 'The signed sheet goes back to the sender.',
  },
  check: {
    kk: 'Ілеспе парақ журналға енгізілмейді; код оның мәтініне сәйкес келуге тиіс.',
    ru: 'Сопроводительный лист в журнал не вносится; код должен соответствовать его тексту.',
    en: 'A cover sheet, not in the journal; the code must answer to its text.',
  },
} as const satisfies Wording
