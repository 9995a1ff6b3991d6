import type { ScopedTransaction } from '@bilezik/database'
import { type WorkingCalendar, correctedCalendar, officialCalendar } from '@bilezik/law'

export interface CalendarInForce {
  readonly calendar: WorkingCalendar
  /** The last change that it holds; 0: none was made. */
  readonly lastChangeId: number
}

/** The official days off with everything that an administrator has put right. */
export async function calendarInForce(tx: ScopedTransaction): Promise<CalendarInForce> {
  const changes = await tx.selectFrom('calendar_changes').select(['id', 'on_date', 'is_day_off']).orderBy('id').execute()
  const corrections = changes.map((change) => ({ on: change.on_date, isDayOff: change.is_day_off }))
  return { calendar: correctedCalendar(officialCalendar, corrections), lastChangeId: changes.at(-1)?.id ?? 0 }
}
