import { type Result, ok, refused } from './result.ts'

/** As a screen shows it to whoever has not asked for it. */
export function maskedIin(iin: string): string {
  return `••••••••${iin.slice(-4)}`
}

export type IinFault = 'not-twelve-digits' | 'bad-checksum'

const firstWeights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
const secondWeights = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]

function remainder(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * (digits[i] ?? 0), 0) % 11
}

/** The twelfth digit for the first eleven; undefined where the rule gives none (such a number is never issued). */
export function iinCheckDigit(first11: string): number | undefined {
  const digits = Array.from(first11, Number)
  const first = remainder(digits, firstWeights)
  if (first < 10) return first
  const second = remainder(digits, secondWeights)
  return second < 10 ? second : undefined
}

/** An individual identification number as typed, with its spaces taken out. That of an organisation (BIN) has the same check digit. */
export function parseIin(text: string): Result<string, IinFault> {
  const digits = text.replaceAll(/[\s-]/g, '')
  if (!/^\d{12}$/.test(digits)) return refused('not-twelve-digits')
  return iinCheckDigit(digits.slice(0, 11)) === Number(digits[11]) ? ok(digits) : refused('bad-checksum')
}

export const iinDoubts = ['birth-date', 'sex'] as const
export type IinDoubt = (typeof iinDoubts)[number]

/** By the ending of the patronymic, the only thing that is recorded of it: Kazakh and Russian forms, in Cyrillic and Latin. */
function sexByPatronymic(patronymic: string | null): 'male' | 'female' | undefined {
  const word = patronymic?.trim().toLowerCase() ?? ''
  if (/(қызы|кызы|вна|ична|қыз|qyzy|kyzy|kizi|vna|ichna)$/.test(word)) return 'female'
  return /(ұлы|улы|ич|uly|ich)$/.test(word) ? 'male' : undefined
}

/** The seventh digit counts the centuries from the nineteenth on, twice: odd for men, even for women. */
function isWrittenFor(iin: string, sex: 'male' | 'female'): boolean {
  return (Number(iin[6]) % 2 === 1) === (sex === 'male')
}

function isWrittenOn(iin: string, birthOn: string): boolean {
  const century = 18 + Math.floor((Number(iin[6]) - 1) / 2)
  return `${century}${iin.slice(0, 2)}-${iin.slice(2, 4)}-${iin.slice(4, 6)}` === birthOn
}

/** What a valid number does not agree with. Since 2013 it need not: a reason to look again, never to reject. */
export function doubtsOfIin(
  iin: string,
  person: { readonly birthOn: string | null; readonly patronymic: string | null },
): IinDoubt[] {
  const sex = sexByPatronymic(person.patronymic)
  return [
    ...(person.birthOn !== null && !isWrittenOn(iin, person.birthOn) ? (['birth-date'] as const) : []),
    ...(sex !== undefined && !isWrittenFor(iin, sex) ? (['sex'] as const) : []),
  ]
}
