import type { DeviceRole, Localised, Measure, SignatoryRole, Standing } from '@bilezik/domain'

export const standingTerms: Readonly<Record<Standing, Localised>> = {
  suspect: { kk: 'күдікті', ru: 'подозреваемый (-ая)', en: 'suspect' },
  accused: { kk: 'айыпталушы', ru: 'обвиняемый (-ая)', en: 'accused' },
  defendant: { kk: 'сотталушы', ru: 'подсудимый (-ая)', en: 'defendant' },
  convicted: { kk: 'сотталған адам', ru: 'осуждённый (-ая)', en: 'convicted person' },
}

export const regimeTerms: Readonly<Record<Measure, Localised>> = {
  recognizance: {
    kk: 'ешқайда кетпеу және тиісінше мінез-құлық туралы қолхат',
    ru: 'подписка о невыезде и надлежащем поведении',
    en: 'recognizance not to leave and proper behaviour',
  },
  'personal-guarantee': { kk: 'жеке кепілгерлік', ru: 'личное поручительство', en: 'personal guarantee' },
  'minor-supervision': {
    kk: 'кәмелетке толмағанды қарауға беру',
    ru: 'отдача несовершеннолетнего под присмотр',
    en: 'giving a minor under supervision',
  },
  bail: { kk: 'кепіл', ru: 'залог', en: 'bail' },
  'house-arrest': { kk: 'үйқамақ', ru: 'домашний арест', en: 'house arrest' },
  'restriction-of-freedom': { kk: 'бас бостандығын шектеу', ru: 'ограничение свободы', en: 'restriction of freedom' },
  'conditional-sentence': { kk: 'шартты түрде соттау', ru: 'условное осуждение', en: 'conditional sentence' },
  parole: {
    kk: 'шартты түрде мерзімінен бұрын босату',
    ru: 'условно-досрочное освобождение',
    en: 'release on parole',
  },
  detention: { kk: 'күзетпен ұстау', ru: 'содержание под стражей', en: 'detention' },
  'unit-command': {
    kk: 'әскери бөлім қолбасшылығының байқауы',
    ru: 'наблюдение командования воинской части',
    en: 'observation by the command of a military unit',
  },
  fine: { kk: 'айыппұл', ru: 'штраф', en: 'fine' },
  'correctional-works': { kk: 'түзеу жұмыстары', ru: 'исправительные работы', en: 'correctional works' },
  'public-works': { kk: 'қоғамдық жұмыстар', ru: 'общественные работы', en: 'public works' },
  'position-ban': {
    kk: 'белгілі бір лауазымды атқару немесе белгілі бір қызметпен айналысу құқығынан айыру',
    ru: 'лишение права занимать определённую должность или заниматься определённой деятельностью',
    en: 'deprivation of the right to hold a position or to pursue an activity',
  },
  deferral: { kk: 'жазаны өтеуді кейінге қалдыру', ru: 'отсрочка отбывания наказания', en: 'deferral of the punishment' },
  'minimum-security': {
    kk: 'қауіпсіздігі барынша төмен мекемеде жазасын өтеу',
    ru: 'отбывание наказания в учреждении минимальной безопасности',
    en: 'serving in a minimum-security institution',
  },
  'administrative-supervision': { kk: 'әкімшілік қадағалау', ru: 'административный надзор', en: 'administrative supervision' },
}

/** Before a verdict a body conducts the process; after it a court has decided. 1369 §2. */
export const preTrialRegimes: readonly Measure[] = [
  'recognizance',
  'personal-guarantee',
  'minor-supervision',
  'bail',
  'house-arrest',
  'detention',
  'unit-command',
]

export const deviceRoleTerms: Readonly<Record<DeviceRole, Localised>> = {
  worn: { kk: 'тағылатын', ru: 'носимое', en: 'worn' },
  carried: { kk: 'алып жүретін', ru: 'переносное', en: 'carried' },
  fixed: { kk: 'үйге орнатылған', ru: 'стационарное', en: 'fixed' },
}

export const signatoryTerms: Readonly<Record<SignatoryRole, Localised>> = {
  head: { kk: 'Бөлімше басшысы', ru: 'Руководитель подразделения', en: 'Head of the subdivision' },
  employee: { kk: 'Бөлімше қызметкері', ru: 'Сотрудник подразделения', en: 'Employee of the subdivision' },
  'handing-over': { kk: 'Берді', ru: 'Передал (-а)', en: 'Handed over by' },
  receiving: { kk: 'Қабылдады', ru: 'Принял (-а)', en: 'Received by' },
  person: { kk: 'Қадағалаудағы адам', ru: 'Лицо, находящееся под контролем', en: 'The supervised person' },
  'legal-representative': { kk: 'Заңды өкіл', ru: 'Законный представитель', en: 'Legal representative' },
  'guardianship-authority': {
    kk: 'Қорғаншылық және қамқоршылық органының өкілі',
    ru: 'Представитель органа опеки и попечительства',
    en: 'For the guardianship and custody authority',
  },
  defender: { kk: 'Қорғаушы', ru: 'Защитник', en: 'Defender' },
  interpreter: { kk: 'Аудармашы', ru: 'Переводчик', en: 'Interpreter' },
  'body-official': { kk: 'Органның лауазымды адамы', ru: 'Должностное лицо органа', en: 'Official of the body' },
  'health-worker': { kk: 'Медицина қызметкері', ru: 'Медицинский работник', en: 'Health worker' },
  witness: { kk: 'Куә болған адам', ru: 'Очевидец', en: 'Witness' },
}
