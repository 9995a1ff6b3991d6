import type { Sex } from './person.ts'

const firstWeights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
const secondWeights = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]

function remainder(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * (digits[i] as number), 0) % 11
}

/** The twelfth digit for the first eleven; undefined where the rule gives none (such a number is never issued). */
export function iinCheckDigit(first11: string): number | undefined {
  const digits = Array.from(first11, Number)
  const first = remainder(digits, firstWeights)
  if (first < 10) return first
  const second = remainder(digits, secondWeights)
  return second < 10 ? second : undefined
}

/**
 * An individual identification number with a valid checksum: birth date, century and sex, then a serial number.
 * Serials from 9000 up are counted here per person of the demo, so that no two of it share a number; the numbers are made up.
 */
export function syntheticIin(birthOn: string, sex: Sex, serialFrom: number): string {
  const century = Number(birthOn.slice(0, 2))
  const centuryDigit = (century - 18) * 2 + (sex === 'male' ? 1 : 2)
  const head = `${birthOn.slice(2, 4)}${birthOn.slice(5, 7)}${birthOn.slice(8, 10)}${centuryDigit}`
  for (let serial = 9_000 + (serialFrom % 1_000); ; serial = 9_000 + ((serial + 1) % 1_000)) {
    const first11 = `${head}${serial}`
    const check = iinCheckDigit(first11)
    if (check !== undefined) return `${first11}${check}`
  }
}
