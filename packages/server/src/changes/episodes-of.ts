import type { ResponseOf, api } from '@bilezik/contract'
import { isoInstant } from '@bilezik/domain'
import type { CaseEvent } from '../intake/case-events.ts'

/** What becomes of the person; that a term rests is told by the history. */
const whereabouts = ['hospitalisation', 'search'] as const

type Changes = ResponseOf<typeof api.getOrderChanges>
type Told = Changes['told'][number]

/** Who was told of what, by word of mouth. */
export function toldOf(events: readonly CaseEvent[]): Told[] {
  return events
    .filter(({ kind }) => kind === 'told')
    .map(({ at, body }) => ({ ...(body as unknown as Omit<Told, 'at'>), at: isoInstant(at) }))
}

const wordOf = (value: unknown) => (typeof value === 'string' ? value : '')
const placeOf = ({ body }: CaseEvent) => wordOf(body['institution'] ?? body['body'])

/** Every time in hospital and every search, the latest first. */
export function episodesOf(events: readonly CaseEvent[]): Changes['episodes'] {
  const all = whereabouts.flatMap((kind) =>
    events
      .filter((event) => event.kind === `begin-${kind}`)
      .map((begun) => {
        const later = events.filter(({ sequence }) => sequence > begun.sequence)
        const next = later.findIndex((event) => event.kind === `begin-${kind}`)
        const within = next === -1 ? later : later.slice(0, next)
        const ended = within.find((event) => event.kind === `end-${kind}`)
        return {
          kind,
          since: isoInstant(begun.at),
          until: ended ? isoInstant(ended.at) : null,
          place: placeOf(begun),
          note: wordOf(begun.body['note']),
          told: toldOf(within).filter(({ about }) => about === kind),
        }
      }),
  )
  return all.toSorted((a, b) => (a.since < b.since ? 1 : -1))
}
