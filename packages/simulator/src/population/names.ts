import type { Random } from '../random.ts'
import type { Sex } from './person.ts'

export type Tongue = 'kazakh' | 'russian'

/** Masculine, feminine. */
type Pair = readonly [string, string]

const words = (text: string): readonly string[] => text.split(' ')
const both = (root: string): Pair => [root, `${root}а`]

/** Kazakh family names as they stand in documents: with the Russian ending, which takes the feminine, or without any. */
const kazakhFamilies: readonly Pair[] = [
  ...words('Ахметов Оспанов Сәрсенов Ибраев Жұмабаев Нұрланов Қасымов Бекмағамбетов Темірбеков').map(both),
  ...words('Әбдіров Мұқанов Сейітов Досжанов Ержанов Қалиев Смағұлов Тоқтаров Байжанов Есенов').map(both),
  ...words('Сұлтанов Искаков Рахимов Кенжебаев Алдабергенов Өтегенов Шәріпов Жақсыбеков Молдабеков').map(both),
  ...words('Серікбай Әлімжан Қуанышбек Тілеуберді Ақжол Мырзахмет').map((name): Pair => [name, name]),
]

const russianFamilies: readonly Pair[] = [
  ...words('Иванов Кузнецов Попов Соколов Морозов Волков Лебедев Новиков Фёдоров Егоров').map(both),
  ...words('Гончаров Никитин Захаров Борисов Тарасов Ильин Фомин Шестаков').map(both),
  ...words('Островск Белинск Чайковск').map((root): Pair => [`${root}ий`, `${root}ая`]),
  ...words('Бондаренко Шевченко Ким Цой Миллер Шмидт').map((name): Pair => [name, name]),
]

const kazakhGiven: Readonly<Record<Sex, readonly string[]>> = {
  male: words(
    'Нұрлан Ерлан Асхат Дәурен Бауыржан Қайрат Марат Арман Тимур Жандос Айдос Мейрам Ғалым Әділет Олжас Рүстем Сәкен Талғат Ұлан Шыңғыс',
  ),
  female: words(
    'Айгүл Гүлнар Динара Әсел Мадина Жанар Сәуле Қарлығаш Меруерт Толқын Айжан Ботагөз Назгүл Зарина Ләззат Ұлжан Шолпан Індіра',
  ),
}

const russianGiven: Readonly<Record<Sex, readonly string[]>> = {
  male: words('Сергей Александр Дмитрий Андрей Алексей Владимир Евгений Виктор Павел Олег Игорь Максим'),
  female: words('Елена Наталья Ольга Татьяна Ирина Светлана Анна Марина Юлия Екатерина Людмила'),
}

/** Fathers: `Болат` gives Болатұлы and Болатқызы. */
const kazakhFathers = words('Болат Серік Қанат Мұрат Ғабит Аманжол Жеңіс Сапар Тұрсын Еркін Әшім Бейбіт Сағат Өмір')
/** Russian patronymics do not follow one rule, so both forms are written out. */
const russianPatronymics: readonly Pair[] = [
  ['Иванович', 'Ивановна'],
  ['Сергеевич', 'Сергеевна'],
  ['Николаевич', 'Николаевна'],
  ['Васильевич', 'Васильевна'],
  ['Андреевич', 'Андреевна'],
  ['Юрьевич', 'Юрьевна'],
  ['Игоревич', 'Игоревна'],
  ['Ильич', 'Ильинична'],
  ['Викторович', 'Викторовна'],
  ['Анатольевич', 'Анатольевна'],
]

export interface Name {
  readonly familyName: string
  readonly givenName: string
  readonly patronymic: string | null
}

/** The forms agree with the sex; about one Kazakh name in ten has no patronymic. */
export function makeName(random: Random, tongue: Tongue, sex: Sex): Name {
  const form = sex === 'male' ? 0 : 1
  if (tongue === 'russian') {
    return {
      familyName: random.pick(russianFamilies)[form],
      givenName: random.pick(russianGiven[sex]),
      patronymic: random.pick(russianPatronymics)[form],
    }
  }
  const familyName = random.pick(kazakhFamilies)[form]
  const givenName = random.pick(kazakhGiven[sex])
  const father = random.pick(kazakhFathers)
  return { familyName, givenName, patronymic: random.chance(0.1) ? null : `${father}${sex === 'male' ? 'ұлы' : 'қызы'}` }
}
