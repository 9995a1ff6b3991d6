import type { SignatoryRole } from '@bilezik/domain'
import type { Envelope } from '../envelope.ts'
import type { Participant } from '../signature.ts'

/** Who may stand by a minor when the body explains (1369 §4) and when the subdivision does (§7(3)). */
export const companionsOf = {
  body: ['legal-representative', 'guardianship-authority'],
  subdivision: ['legal-representative', 'defender', 'guardianship-authority'],
} as const satisfies Readonly<Record<string, readonly SignatoryRole[]>>

/** A paper that says something was explained to a minor alone is not drawn up. */
export function isAccompanied(
  { person }: Envelope,
  present: readonly Participant[],
  companions: readonly SignatoryRole[],
): boolean {
  return !person.isMinor || present.some(({ role }) => companions.includes(role))
}
