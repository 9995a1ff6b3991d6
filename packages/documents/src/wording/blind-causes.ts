import type { BlindCause, Localised } from '@bilezik/domain'

/** Why nothing valid was known: no cause but these, and none of them a finding about the person. */
export const blindCauseTerms: Readonly<Record<BlindCause, Localised>> = {
  'not-yet': { kk: 'деректер әлі түспеген', ru: 'данные ещё не поступали', en: 'no data had come in yet' },
  'no-fix': {
    kk: 'құрылғы орналасуын анықтай алмады',
    ru: 'устройство не определило положение',
    en: 'the device had no position',
  },
  'no-contact': { kk: 'құрылғымен байланыс болмады', ru: 'не было связи с устройством', en: 'no contact with the device' },
  'battery-empty': { kk: 'батарея заряды таусылған', ru: 'разряжена батарея', en: 'the battery was empty' },
  server: { kk: 'өз жүйеміздің іркілісі', ru: 'наш собственный сбой', en: 'an outage of our own' },
  uncertain: {
    kk: 'координаттар дәл емес',
    ru: 'положение определено слишком неточно',
    en: 'the positions were too uncertain',
  },
  shielded: {
    kk: 'құрылғының сигналы бөгелген',
    ru: 'сигнал устройства экранирован',
    en: 'the reception of the device was shielded',
  },
  jammed: { kk: 'радиокедергі', ru: 'радиопомехи', en: 'radio interference' },
  'device-fault': { kk: 'құрылғының ақауы', ru: 'неисправность устройства', en: 'a fault of the device' },
  network: {
    kk: 'көптеген құрылғылармен байланыстың бір мезгілде үзілуі',
    ru: 'одновременная потеря связи со многими устройствами',
    en: 'contact with many devices was lost together',
  },
}
