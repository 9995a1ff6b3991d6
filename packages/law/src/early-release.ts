import { type Instant, civilInKazakhstan, later, minute } from '@bilezik/domain'
import { beginningOf, dateInKazakhstan, requireDay } from './civil-date.ts'

/** The working day of the service, in minutes from midnight: a setting, not a provision. */
export interface OfficeHours {
  readonly opensAtMinute: number
  readonly closesAtMinute: number
}

export const usualOfficeHours: OfficeHours = { opensAtMinute: 9 * 60, closesAtMinute: 18 * 60 }

/** When collection ends on early release: with the documents, or, where they came after hours, when the service opens next morning. PEC 165(5). */
export function earlyReleaseAt(documentsReceivedAt: Instant, hours: OfficeHours = usualOfficeHours): Instant {
  const clock = civilInKazakhstan(documentsReceivedAt)
  if (clock.hour * 60 + clock.minute < hours.closesAtMinute) return documentsReceivedAt
  return later(beginningOf(requireDay(dateInKazakhstan(documentsReceivedAt)) + 1), hours.opensAtMinute * minute)
}
