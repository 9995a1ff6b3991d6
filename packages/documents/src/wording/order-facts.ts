import type { DeviceFate, DeviceRole, EquipmentClass, Language, Localised } from '@bilezik/domain'

/** Classes of equipment, as papers name them. */
export const equipmentTerms: Readonly<Record<EquipmentClass, Localised>> = {
  bracelet: { kk: 'электрондық білезік', ru: 'электронный браслет', en: 'electronic bracelet' },
  'home-unit': { kk: 'стационарлық бақылау құрылғысы', ru: 'стационарное контрольное устройство', en: 'stationary control unit' },
  'mobile-unit': { kk: 'мобильді бақылау құрылғысы', ru: 'мобильное контрольное устройство', en: 'mobile control unit' },
  repeater: { kk: 'ретранслятор', ru: 'ретранслятор', en: 'repeater' },
  'personal-tracker': { kk: 'жеке трекер', ru: 'персональный трекер', en: 'personal tracker' },
  'stationary-console': { kk: 'стационарлық пульт', ru: 'стационарный пульт', en: 'stationary console' },
  'mobile-console': { kk: 'мобильді пульт', ru: 'мобильный пульт', en: 'mobile console' },
}

/** Which role a class of equipment has in the kit. */
export const roleOfClass: Readonly<Record<EquipmentClass, DeviceRole>> = {
  bracelet: 'worn',
  'home-unit': 'fixed',
  'mobile-unit': 'carried',
  repeater: 'fixed',
  'personal-tracker': 'worn',
  'stationary-console': 'fixed',
  'mobile-console': 'carried',
}

/** Facts of an order as papers word them: 1369 §13 for the circumstances, §7(1) for the checks. */
export const factTerms = {
  residence: { kk: 'Тұратын жері', ru: 'Место жительства', en: 'Residence' },
  placesVisited: { kk: 'Баратын жерлері', ru: 'Посещаемые места', en: 'Places visited' },
  waysOfMoving: { kk: 'Жүріп-тұру тәсілдері', ru: 'Способы передвижения', en: 'Ways of moving' },
  health: { kk: 'Денсаулығы', ru: 'Состояние здоровья', en: 'Health' },
  maritalStatus: { kk: 'Отбасы жағдайы', ru: 'Семейное положение', en: 'Family' },
  lifestyle: { kk: 'Тұрмыс салты', ru: 'Образ жизни', en: 'Way of life' },
  obligations: { kk: 'Жүктелген міндеттер', ru: 'Возложенные обязанности', en: 'Obligations' },
  firstFix: { kk: 'Орналасқан жерді анықтау', ru: 'Определение местоположения', en: 'Position' },
  contact: { kk: 'Байланыс', ru: 'Связь', en: 'Contact' },
  strap: { kk: 'Бау', ru: 'Ремень', en: 'Strap' },
  battery: { kk: 'Батарея заряды', ru: 'Заряд батареи', en: 'Battery' },
  passed: { kk: 'тексерілді, жарамды', ru: 'проверено, исправно', en: 'tried, in order' },
  notPassed: { kk: 'тексеруден өтпеді', ru: 'проверку не прошло', en: 'did not pass' },
  closed: { kk: 'жабық', ru: 'закрыт', en: 'closed' },
  notClosed: { kk: 'жабылмаған', ru: 'не закрыт', en: 'not closed' },
  byHead: { kk: 'бөлімше басшысының шешімі', ru: 'по решению руководителя', en: 'by decision of the head' },
  vibrates: {
    kk: 'дыбыссыз, дірілмен белгі береді',
    ru: 'подаёт знак вибрацией, без звука',
    en: 'gives notice by vibration, without sound',
  },
  inDecision: { kk: 'қолдану туралы шешім', ru: 'решение о применении', en: 'the decision' },
  bookValue: { kk: 'есептік құны', ru: 'балансовая стоимость', en: 'book value' },
  ownRule: { kk: 'қызметтің өз тәртібі', ru: 'собственный порядок службы', en: 'the service’s own rule' },
} as const satisfies Readonly<Record<string, Localised>>

/** In what state a device is, as whoever draws the paper up sees it. */
export const conditionTerms = {
  serviceable: { kk: 'жарамды', ru: 'исправно', en: 'in order' },
  faulty: { kk: 'ақаулы', ru: 'неисправно', en: 'out of order' },
  damaged: { kk: 'бүлінген', ru: 'повреждено', en: 'damaged' },
  lost: { kk: 'жоғалған', ru: 'утрачено', en: 'lost' },
  destroyed: { kk: 'жойылған', ru: 'уничтожено', en: 'destroyed' },
} as const satisfies Readonly<Record<string, Localised>>

/** What became of a device that is no longer with the person. */
export const fateTerms: Readonly<Record<DeviceFate, Localised>> = {
  stock: { kk: 'қоймаға қайтарылды', ru: 'возвращено на склад', en: 'back in stock' },
  repair: { kk: 'жөндеуге берілді', ru: 'передано в ремонт', en: 'given to repair' },
  evidence: { kk: 'заттай дәлел ретінде алынды', ru: 'изъято как вещественное доказательство', en: 'taken as evidence' },
  lost: conditionTerms.lost,
  destroyed: conditionTerms.destroyed,
}

/** In which language something was explained. */
export const languageTerms: Readonly<Record<Language, Localised>> = {
  kk: { kk: 'қазақ тілі', ru: 'казахский', en: 'Kazakh' },
  ru: { kk: 'орыс тілі', ru: 'русский', en: 'Russian' },
  en: { kk: 'ағылшын тілі', ru: 'английский', en: 'English' },
}
