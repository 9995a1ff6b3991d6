import type { AlertKind, Localised } from '@bilezik/domain'

/** What the engine noticed, as a fact: whether it is a violation, an official finds. */
export const alertTerms: Readonly<Record<AlertKind, Localised>> = {
  'not-at-home': {
    kk: 'белгіленген сағатта үйде болмады',
    ru: 'не дома в установленные часы',
    en: 'not at home in the hours set',
  },
  'not-confirmed-home': {
    kk: 'белгіленген сағатта үйде екені расталмады',
    ru: 'пребывание дома в установленные часы не подтверждено',
    en: 'presence at home in the hours set was not confirmed',
  },
  'forbidden-place': { kk: 'тыйым салынған жерде болды', ru: 'находился (-ась) в запрещённом месте', en: 'at a forbidden place' },
  'near-protected': {
    kk: 'қорғалатын адамға тым жақын болды',
    ru: 'слишком близко к защищаемому лицу',
    en: 'too near to the protected person',
  },
  approach: { kk: 'тыйым салынған жерге жақындады', ru: 'рядом с запрещённым местом', en: 'near a forbidden place' },
  'left-territory': { kk: 'аумақтан шықты', ru: 'за пределами территории', en: 'outside the territory' },
  'strap-cut': { kk: 'құрылғының бауы қиылды', ru: 'ремень устройства перерезан', en: 'the strap of the device was cut' },
  'strap-open': { kk: 'құрылғының бауы ағытылды', ru: 'ремень устройства расстёгнут', en: 'the strap of the device was open' },
  'case-open': { kk: 'құрылғының қорабы ашылды', ru: 'корпус устройства вскрыт', en: 'the case of the device was open' },
  shielded: { kk: 'құрылғы экрандалды', ru: 'устройство экранировано', en: 'the device was shielded' },
  jammed: {
    kk: 'құрылғының қабылдауы бөгелді',
    ru: 'приём устройства подавлен помехами',
    en: 'the reception of the device was jammed',
  },
  'no-contact': { kk: 'құрылғымен байланыс болмады', ru: 'не было связи с устройством', en: 'no contact with the device' },
  'low-battery': { kk: 'батарея заряды аз', ru: 'низкий заряд батареи', en: 'the battery was low' },
  sos: { kk: 'көмек сұрады (SOS)', ru: 'просьба о помощи (SOS)', en: 'asked for help (SOS)' },
}

/** What an official concluded of an incident. */
export const findingTerms = {
  confirmed: { kk: 'оқиға расталды', ru: 'событие подтверждено', en: 'the event is confirmed' },
  justified: { kk: 'дәлелді себеп болды', ru: 'была уважительная причина', en: 'there was a justified reason' },
  'equipment-fault': { kk: 'жабдықтың ақауы', ru: 'неисправность оборудования', en: 'a fault of the equipment' },
  'false-alert': { kk: 'жалған дабыл', ru: 'ложный сигнал', en: 'a false alert' },
} as const satisfies Readonly<Record<string, Localised>>
