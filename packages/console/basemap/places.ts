import type { Localised } from '@bilezik/domain'

/** 1 capital and cities of republican rank, 2 centres of oblasts, 3 other cities; places not in this table are 4. */
export type PlaceRank = 1 | 2 | 3 | 4

export interface NamedPlace {
  /** As GeoNames writes it. */
  readonly geonamesName: string
  /** `admin1` of GeoNames: several places share a name. */
  readonly geonamesCode: string
  readonly rank: PlaceRank
  readonly name: Localised
}

type Row = readonly [geonamesName: string, geonamesCode: string, kk: string, ru: string, en: string]

const ranked = (rank: PlaceRank, rows: readonly Row[]): readonly NamedPlace[] =>
  rows.map(([geonamesName, geonamesCode, kk, ru, en]) => ({ geonamesName, geonamesCode, rank, name: { kk, ru, en } }))

export const namedPlaces: readonly NamedPlace[] = [
  ...ranked(1, [
    ['Astana', '05', 'Астана', 'Астана', 'Astana'],
    ['Almaty', '02', 'Алматы', 'Алматы', 'Almaty'],
    ['Shymkent', '1537272', 'Шымкент', 'Шымкент', 'Shymkent'],
  ]),
  ...ranked(2, [
    ['Aktau', '09', 'Ақтау', 'Актау', 'Aktau'],
    ['Aktobe', '04', 'Ақтөбе', 'Актобе', 'Aktobe'],
    ['Atyrau', '06', 'Атырау', 'Атырау', 'Atyrau'],
    ['Karagandy', '12', 'Қарағанды', 'Караганда', 'Karaganda'],
    ['Kokshetau', '03', 'Көкшетау', 'Кокшетау', 'Kokshetau'],
    ['Konayev', '01', 'Қонаев', 'Конаев', 'Konaev'],
    ['Kostanay', '13', 'Қостанай', 'Костанай', 'Kostanay'],
    ['Kyzylorda', '14', 'Қызылорда', 'Кызылорда', 'Kyzylorda'],
    ['Oral', '07', 'Орал', 'Уральск', 'Oral'],
    ['Pavlodar', '11', 'Павлодар', 'Павлодар', 'Pavlodar'],
    ['Petropavl', '16', 'Петропавл', 'Петропавловск', 'Petropavl'],
    ['Semey', '12510143', 'Семей', 'Семей', 'Semey'],
    ['Taldykorgan', '12510144', 'Талдықорған', 'Талдыкорган', 'Taldykorgan'],
    ['Taraz', '17', 'Тараз', 'Тараз', 'Taraz'],
    ['Turkistan', '10', 'Түркістан', 'Туркестан', 'Turkistan'],
    ['Ust-Kamenogorsk', '15', 'Өскемен', 'Усть-Каменогорск', 'Oskemen'],
    ['Zhezqazghan', '12510145', 'Жезқазған', 'Жезказган', 'Zhezkazgan'],
  ]),
  ...ranked(3, [
    ['Aksu', '11', 'Ақсу', 'Аксу', 'Aksu'],
    ['Altay', '15', 'Алтай', 'Алтай', 'Altai'],
    ['Aral', '14', 'Арал', 'Аральск', 'Aral'],
    ['Arkalyk', '13', 'Арқалық', 'Аркалык', 'Arkalyk'],
    ['Arys', '10', 'Арыс', 'Арыс', 'Arys'],
    ['Atbasar', '03', 'Атбасар', 'Атбасар', 'Atbasar'],
    ['Ayagoz', '12510143', 'Аягөз', 'Аягоз', 'Ayagoz'],
    ['Baikonur', '08', 'Байқоңыр', 'Байконур', 'Baikonur'],
    ['Balqash', '12', 'Балқаш', 'Балхаш', 'Balkhash'],
    ['Beyneu', '09', 'Бейнеу', 'Бейнеу', 'Beyneu'],
    ['Ekibastuz', '11', 'Екібастұз', 'Экибастуз', 'Ekibastuz'],
    ['Esik', '01', 'Есік', 'Есик', 'Esik'],
    ['Kandyagash', '04', 'Қандыағаш', 'Кандыагаш', 'Kandyagash'],
    ['Kentau', '10', 'Кентау', 'Кентау', 'Kentau'],
    ['Khromtau', '04', 'Хромтау', 'Хромтау', 'Khromtau'],
    ['Koshi', '03', 'Қосшы', 'Косшы', 'Kosshy'],
    ['Kurchatov', '12510143', 'Курчатов', 'Курчатов', 'Kurchatov'],
    ['Lisakovsk', '13', 'Лисаков', 'Лисаковск', 'Lisakovsk'],
    ['Qulsary', '06', 'Құлсары', 'Кульсары', 'Kulsary'],
    ['Ridder', '15', 'Риддер', 'Риддер', 'Ridder'],
    ['Rudnyy', '13', 'Рудный', 'Рудный', 'Rudny'],
    ['Saran', '12', 'Саран', 'Сарань', 'Saran'],
    ['Satpayev', '12510145', 'Сәтбаев', 'Сатпаев', 'Satbayev'],
    ['Shakhtinsk', '12', 'Шахтинск', 'Шахтинск', 'Shakhtinsk'],
    ['Shalqar', '04', 'Шалқар', 'Шалкар', 'Shalkar'],
    ['Shchuchinsk', '03', 'Щучинск', 'Щучинск', 'Shchuchinsk'],
    ['Shu', '17', 'Шу', 'Шу', 'Shu'],
    ['Stepnogorsk', '03', 'Степногорск', 'Степногорск', 'Stepnogorsk'],
    ['Talghar', '01', 'Талғар', 'Талгар', 'Talgar'],
    ['Tekeli', '12510144', 'Текелі', 'Текели', 'Tekeli'],
    ['Temirtau', '12', 'Теміртау', 'Темиртау', 'Temirtau'],
    ['Zaysan', '15', 'Зайсан', 'Зайсан', 'Zaysan'],
    ['Zhanaozen', '09', 'Жаңаөзен', 'Жанаозен', 'Zhanaozen'],
    ['Zharkent', '12510144', 'Жаркент', 'Жаркент', 'Zharkent'],
  ]),
]
