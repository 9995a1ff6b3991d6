import type { Instant } from '@bilezik/domain'
import type { Conversation } from '../conversation.ts'
import type { EventOf, HeardMessage } from '../recording/events.ts'
import { eventsOf } from './facts.ts'
import { counted, failed, type Finding, lasting, notApplicable, passed, type Requirement } from './requirement.ts'

const timedOf = (message: HeardMessage) => message.records.filter((record) => record.latestAt !== undefined)

/** What became of one message whose answer was withheld. */
interface Withheld {
  readonly message: HeardMessage
  readonly isForged: boolean
  readonly records: number
  readonly missing: number
  /** Missing, but another record of the same moment came. */
  readonly changed: number
  readonly againAt: Instant | undefined
}

function fateOf(pick: EventOf<'withheld'>, messages: readonly HeardMessage[]): readonly Withheld[] {
  const message = messages.find(({ no }) => no === pick.no)
  if (!message) return []
  const later = messages.filter(({ no }) => no > pick.no)
  const records = timedOf(message)
  const comes = (fingerprint: string) => later.find((one) => one.records.some((record) => record.fingerprint === fingerprint))
  const missing = records.filter(({ fingerprint }) => !comes(fingerprint))
  const changed = missing.filter(({ latestAt }) =>
    later.some((one) => one.records.some((record) => record.latestAt === latestAt)),
  )
  const again = records[0] ? comes(records[0].fingerprint) : later.find(({ type }) => type === message.type)
  const common = { message, isForged: pick.isForged, againAt: again?.at }
  return [
    { ...common, records: records.length, missing: records.length > 0 ? missing.length : again ? 0 : 1, changed: changed.length },
  ]
}

/**
 * How surely the device has read the answer to this message: of datagrams some are lost; an answer to a device that left at that moment
 * may have met nobody; one that we cut off, or that was left unread, was never told.
 */
function certainties(conversation: Conversation): (message: HeardMessage, answeredAt: Instant) => 0 | 0.5 | 1 {
  const { crossingMs } = conversation.timetable
  const closings = new Map(eventsOf(conversation, 'closed').map((event) => [event.connection, event]))
  if (conversation.subject.transport === 'udp') return () => 0.5
  return ({ connection }, answeredAt) => {
    const closed = closings.get(connection)
    if (!closed || closed.at - answeredAt > crossingMs) return 1
    return closed.isClean ? 0.5 : 0
  }
}

/** Records that came again though the device had long been told that they are safe. */
function needless(conversation: Conversation, messages: readonly HeardMessage[]): number {
  const replied = new Map(eventsOf(conversation, 'replied').map(({ no, at }) => [no, at]))
  const certainty = certainties(conversation)
  const told = new Map<string, number>()
  const safeAt = new Map<string, Instant>()
  let count = 0
  for (const message of messages) {
    const fingerprints = timedOf(message).map(({ fingerprint }) => fingerprint)
    count += fingerprints.filter((one) => message.at - (safeAt.get(one) ?? Infinity) > conversation.timetable.crossingMs).length
    const answeredAt = replied.get(message.no)
    if (answeredAt === undefined) continue
    const more = fingerprints.length === 0 ? 0 : certainty(message, answeredAt)
    for (const one of fingerprints) {
      const sum = (told.get(one) ?? 0) + more
      told.set(one, sum)
      if (sum >= 1 && !safeAt.has(one)) safeAt.set(one, answeredAt)
    }
  }
  return count
}

function notAgain({ message, records, missing, changed, isForged }: Withheld): Finding {
  const what = records > 0 ? `${missing} of ${counted(records, 'record')} in it never came again` : 'nothing like it came again'
  const why = changed > 0 ? ' with the same bytes: the server keeps them twice' : isForged ? '; the answer it got was forged' : ''
  return failed(`Message ${message.no} (${message.type}) was not acknowledged, and ${what}${why}.`)
}

export const acknowledgement: Requirement = {
  id: 'acknowledgement',
  sentence: 'What is not acknowledged it sends again, unchanged; what is acknowledged it does not.',
  after: 'battery',
  judge(conversation) {
    const messages = eventsOf(conversation, 'message')
    const fates = eventsOf(conversation, 'withheld')
      .filter(({ isPicked }) => isPicked)
      .flatMap((pick) => fateOf(pick, messages))
    const lost = fates.find(({ missing }) => missing > 0)
    if (lost) return notAgain(lost)
    const repeats = needless(conversation, messages)
    if (repeats > 0) return failed(`${counted(repeats, 'record')} came again after being acknowledged.`)
    const best = fates.find(({ records }) => records > 0) ?? fates[0]
    if (!best) return notApplicable('No message came that this protocol answers: the device cannot know what is stored.')
    const evidence = {
      withheld: fates.map(({ message }) => `message ${message.no} (${message.type})`).join(', '),
      'sent again after': lasting((best.againAt ?? best.message.at) - best.message.at),
      ...(fates.some(({ isForged }) => isForged) && { forgery: 'not believed' }),
    }
    return best.records > 0
      ? passed(`${counted(best.records, 'record')} whose answer was withheld came again unchanged.`, evidence)
      : passed('Positions are not answered in this protocol; a message that is answered came again.', evidence)
  },
}
