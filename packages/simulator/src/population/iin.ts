import { iinCheckDigit } from '@bilezik/domain'
import type { Sex } from './person.ts'

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
