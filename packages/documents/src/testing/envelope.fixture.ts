import { type Language, citationOf, instantFromKazakhstan, invariant } from '@bilezik/domain'
import type { Document } from '../document.ts'

export function at(year: number, month: number, day: number, hour = 0, minute = 0): number {
  const instant = instantFromKazakhstan({ year, month, day, hour, minute, second: 0 })
  invariant(instant !== undefined, 'a time that exists')
  return instant
}

/** Differs by language, so that a test can tell which one was printed. */
export function inEach(words: Readonly<Record<Language, string>>) {
  return words
}

export const device = {
  name: inEach({ kk: 'электрондық білезік', ru: 'электронный браслет', en: 'electronic bracelet' }),
  role: 'worn',
  model: 'BZ-2',
  serial: '352093081452110',
  inventoryNumber: '00412',
  condition: inEach({ kk: 'жарамды', ru: 'исправно', en: 'in order' }),
} as const

/** Signatures are of an adult's order; a minor's have the representative besides. */
const signatures = [
  {
    role: 'employee',
    name: 'Сейітов Ғалым Өмірұлы',
    position: inEach({ kk: 'аға инспектор', ru: 'старший инспектор', en: 'senior inspector' }),
  },
  { role: 'person', name: 'Қыдырәлі Шыңғыс Үмбетұлы' },
] as const

export const envelope = {
  number: { sequence: 15, year: 2026 },
  issuedAt: at(2026, 11, 22, 14, 5),
  place: inEach({ kk: 'Алматы қаласы', ru: 'город Алматы', en: 'Almaty' }),
  organisation: {
    name: inEach({
      kk: 'Алматы қаласы Полиция департаментінің электрондық қадағалау бөлімшесі',
      ru: 'Подразделение электронного слежения Департамента полиции города Алматы',
      en: 'Electronic tracking subdivision of the Police Department of Almaty',
    }),
    address: inEach({ kk: 'Абай даңғылы, 10', ru: 'проспект Абая, 10', en: '10 Abay Avenue' }),
    phone: '+7 727 000 00 00',
  },
  person: {
    fullName: 'Қыдырәлі Шыңғыс Үмбетұлы',
    standing: 'accused',
    isMinor: false,
    birthOn: '2006-12-11',
    iin: '061211600012',
    identityDocument: '№ 012345678',
    address: 'Алматы, Төле би көшесі, 100, 25-пәтер',
    phone: '+7 700 000 00 00',
  },
  order: {
    number: '7-26/114',
    decidedAt: at(2026, 11, 20, 17, 30),
    body: inEach({
      kk: 'Алматы қаласы Әуезов ауданының тергеу бөлімі',
      ru: 'Следственный отдел Ауэзовского района города Алматы',
      en: 'Investigation Department of the Auezov District of Almaty',
    }),
    official: 'Һәкімова Іңкәр Ұланқызы',
    caseNumber: '267514031000123',
    regime: 'house-arrest',
    termFrom: at(2026, 11, 21),
    termUntil: at(2027, 1, 21),
  },
  checkUrl: 'https://bilezik.example/check',
  citations: [citationOf('1369 §7(2)')],
  signatures: [...signatures],
} satisfies Partial<Document>
