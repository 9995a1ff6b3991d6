import type { Instant } from '@bilezik/domain'
import type { Conversation } from '../conversation.ts'
import { eventsOf } from './facts.ts'
import { counted, failed, lasting, passed, type Requirement } from './requirement.ts'

interface Introduction {
  readonly connectedAt: Instant
  readonly namedAt: Instant | undefined
  /** How long it had for it. */
  readonly openMs: number
}

/** By connection, when its first event of this kind was. */
function firsts(events: readonly { readonly connection: number; readonly at: Instant }[]): ReadonlyMap<number, Instant> {
  // Of two entries with one key the later stands: the first event comes last.
  return new Map(events.toReversed().map(({ connection, at }) => [connection, at]))
}

function introductions(conversation: Conversation): readonly Introduction[] {
  const named = firsts(eventsOf(conversation, 'message'))
  const closed = firsts(eventsOf(conversation, 'closed'))
  return eventsOf(conversation, 'connected').map(({ connection, at }) => ({
    connectedAt: at,
    namedAt: named.get(connection),
    openMs: (closed.get(connection) ?? conversation.endedAt) - at,
  }))
}

export const login: Requirement = {
  id: 'login',
  sentence: 'It says who it is soon after connecting, and is always the same device.',
  after: 'outage',
  judge(conversation) {
    const { subject, timetable } = conversation
    const met = introductions(conversation)
    const names = new Set(eventsOf(conversation, 'message').flatMap(({ identifier }) => identifier ?? []))
    const nameless = eventsOf(conversation, 'unreadable').filter(
      ({ reason }) => reason === 'not-logged-in' || reason === 'no-identity',
    )
    const waits = met.flatMap(({ connectedAt, namedAt }) => (namedAt === undefined ? [] : [namedAt - connectedAt]))
    const silent = met.filter(({ namedAt, openMs }) => namedAt === undefined && openMs >= timetable.loginMs)
    const slowestMs = Math.max(0, ...waits)
    const evidence = { connections: met.length, names: [...names].join(', ') || 'none', slowest: lasting(slowestMs) }
    if (met.length === 0) return failed(`Nothing came within ${lasting(timetable.arrivalMs)}.`)
    if (nameless.length > 0) return failed(`${counted(nameless.length, 'message')} came before it was known whose.`, evidence)
    if (silent.length > 0)
      return failed(`On ${counted(silent.length, 'connection')} it said nothing for ${lasting(timetable.loginMs)}.`, evidence)
    if (names.size === 0) return failed('It connected and never said who it is.', evidence)
    if (names.size > 1) return failed(`It bore ${names.size} names.`, evidence)
    if (subject.identifier !== undefined && !names.has(subject.identifier))
      return failed(`It is not ${subject.identifier}, which was expected.`, evidence)
    if (slowestMs > timetable.loginMs) return failed(`It took ${lasting(slowestMs)} to say who it is.`, evidence)
    return passed(`On ${counted(met.length, 'connection')} it said the same name.`, evidence)
  },
}
