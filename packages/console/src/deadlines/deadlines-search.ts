import { deadlineOwners } from '@bilezik/domain'
import { type DeadlinesSearch, deadlineFilters } from './queries.ts'

/** The filters stand in the address: a list can be sent to a colleague, and found again. */
export function parseDeadlinesSearch(search: Record<string, unknown>): DeadlinesSearch {
  const state = deadlineFilters.find((known) => known === search['state'])
  const owner = deadlineOwners.find((known) => known === search['owner'])
  return {
    ...(state && { state }),
    ...(owner && { owner }),
    ...(typeof search['organisation'] === 'string' && { organisation: search['organisation'] }),
  }
}
