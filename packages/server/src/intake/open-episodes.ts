import { type Episode, episodes } from '@bilezik/law'
import type { CaseEvent } from './case-events.ts'

/** The episodes that have begun and not ended. */
export function openEpisodesOf(events: readonly CaseEvent[]): Episode[] {
  return episodes.filter(
    (episode) =>
      events.findLast(({ kind }) => kind === `begin-${episode}` || kind === `end-${episode}`)?.kind === `begin-${episode}`,
  )
}
