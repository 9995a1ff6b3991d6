import { type Instant, civilInKazakhstan } from '@bilezik/domain'
import { refuse } from '../http/refusal.ts'
import { dateInKazakhstan } from '../intake/check-records.ts'

/** Older than anybody has become. */
const mostYears = 130

/** Age decides on hours and on who must be present: a mistyped century is refused where it is entered. */
export function requireBirthDate(birthOn: string | null, path: string, now: Instant): void {
  if (birthOn === null) return
  if (birthOn > dateInKazakhstan(now)) refuse('bad-request', { fields: [{ path, message: 'born in the future' }] })
  const oldest = civilInKazakhstan(now).year - mostYears
  if (Number(birthOn.slice(0, 4)) < oldest) refuse('bad-request', { fields: [{ path, message: `born before ${oldest}` }] })
}
