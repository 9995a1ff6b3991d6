import { type TFunction } from 'i18next'
import { type en } from '../i18n/en.ts'

type Known = keyof (typeof en)['documents']['missing']
const known: ReadonlySet<string> = new Set<Known>([
  'decision-not-recorded',
  'not-adopted',
  'nothing-to-return',
  'equipment-not-decided',
  'concealment-not-recorded',
  'not-fitted',
  'no-device-issued',
  'phone-not-set',
  'birth-date-unknown',
  'nothing-replaced',
  'hospitalisation-not-recorded',
  'no-damage-recorded',
  'nothing-collected',
  'not-closed',
])

/** A fact that is missing, in words; one without words yet is shown by its code rather than hidden. */
export function missingText(code: string, t: TFunction): string {
  return known.has(code) ? t(`documents.missing.${code as Known}`) : code
}
