import { type EquipmentType } from './queries.ts'

export type Standing = 'in-force' | 'coming' | 'over' | 'never'

type Listed = Pick<EquipmentType, 'from' | 'until'>

/** How an entry of the list stands on a day (`YYYY-MM-DD`); its own end day is the first on which it is off the list. */
export function standingOn(day: string, { from, until }: Listed): Standing {
  // Entered by mistake: it never was on the list.
  if (until === from) return 'never'
  if (day < from) return 'coming'
  return until === null || day < until ? 'in-force' : 'over'
}
