import type { Localised } from '@bilezik/domain'

/** One of the 20 first-level regions: three cities and 17 oblasts, as they stand since June 2022. */
export interface Region {
  /** First two digits of KATO, also ISO 3166-2:KZ. */
  readonly code: string
  /** `admin1` of GeoNames. */
  readonly geonamesCode: string
  readonly isCity: boolean
  readonly name: Localised
}

const oblast = (code: string, geonamesCode: string, kk: string, ru: string, en: string): Region => ({
  code,
  geonamesCode,
  isCity: false,
  name: { kk, ru, en },
})

const city = (code: string, geonamesCode: string, kk: string, ru: string, en: string): Region => ({
  ...oblast(code, geonamesCode, kk, ru, en),
  isCity: true,
})

export const regions: readonly Region[] = [
  oblast('10', '12510143', 'Абай облысы', 'область Абай', 'Abai Region'),
  oblast('11', '03', 'Ақмола облысы', 'Акмолинская область', 'Akmola Region'),
  oblast('15', '04', 'Ақтөбе облысы', 'Актюбинская область', 'Aktobe Region'),
  oblast('19', '01', 'Алматы облысы', 'Алматинская область', 'Almaty Region'),
  oblast('23', '06', 'Атырау облысы', 'Атырауская область', 'Atyrau Region'),
  oblast('27', '07', 'Батыс Қазақстан облысы', 'Западно-Казахстанская область', 'West Kazakhstan Region'),
  oblast('31', '17', 'Жамбыл облысы', 'Жамбылская область', 'Zhambyl Region'),
  oblast('33', '12510144', 'Жетісу облысы', 'область Жетісу', 'Zhetysu Region'),
  oblast('35', '12', 'Қарағанды облысы', 'Карагандинская область', 'Karaganda Region'),
  oblast('39', '13', 'Қостанай облысы', 'Костанайская область', 'Kostanay Region'),
  oblast('43', '14', 'Қызылорда облысы', 'Кызылординская область', 'Kyzylorda Region'),
  oblast('47', '09', 'Маңғыстау облысы', 'Мангистауская область', 'Mangystau Region'),
  oblast('55', '11', 'Павлодар облысы', 'Павлодарская область', 'Pavlodar Region'),
  oblast('59', '16', 'Солтүстік Қазақстан облысы', 'Северо-Казахстанская область', 'North Kazakhstan Region'),
  oblast('61', '10', 'Түркістан облысы', 'Туркестанская область', 'Turkistan Region'),
  oblast('62', '12510145', 'Ұлытау облысы', 'область Ұлытау', 'Ulytau Region'),
  oblast('63', '15', 'Шығыс Қазақстан облысы', 'Восточно-Казахстанская область', 'East Kazakhstan Region'),
  city('71', '05', 'Астана', 'Астана', 'Astana'),
  city('75', '02', 'Алматы', 'Алматы', 'Almaty'),
  city('79', '1537272', 'Шымкент', 'Шымкент', 'Shymkent'),
]

/** Where a neighbour's name stands: well inside the cut, away from our border. */
export const neighbours: readonly { readonly name: Localised; readonly lon: number; readonly lat: number }[] = [
  { name: { kk: 'Ресей', ru: 'Россия', en: 'Russia' }, lon: 66, lat: 56.2 },
  { name: { kk: 'Қытай', ru: 'Китай', en: 'China' }, lon: 86.5, lat: 43 },
  { name: { kk: 'Қырғызстан', ru: 'Кыргызстан', en: 'Kyrgyzstan' }, lon: 75, lat: 41.4 },
  { name: { kk: 'Өзбекстан', ru: 'Узбекистан', en: 'Uzbekistan' }, lon: 63.2, lat: 42.2 },
  { name: { kk: 'Түрікменстан', ru: 'Туркменистан', en: 'Turkmenistan' }, lon: 57.5, lat: 39.7 },
  { name: { kk: 'Тәжікстан', ru: 'Таджикистан', en: 'Tajikistan' }, lon: 70.5, lat: 38.8 },
  { name: { kk: 'Моңғолия', ru: 'Монголия', en: 'Mongolia' }, lon: 89.4, lat: 48.3 },
]
