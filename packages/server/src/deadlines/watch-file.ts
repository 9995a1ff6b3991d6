import type { ScopedTransaction, Tables } from '@bilezik/database'
import { type Deadline, type Moment, deadlinesStartedBy } from '@bilezik/law'
import type { Selectable } from 'kysely'
import { dateInKazakhstan } from '../intake/check-records.ts'
import { factsOf } from '../intake/facts-of.ts'
import type { CaseEvent, CaseFile } from '../intake/load-case-file.ts'
import { calendarInForce } from './calendar-in-force.ts'
import { type DeadlineToOpen, openDeadline } from './open-deadline.ts'
import { meetBySending } from './meet-by-sending.ts'
import { cancelDeadline, meetDeadline } from './settle-deadlines.ts'
import { type Start, basisOfFile, startsOfFile } from './starts-of-file.ts'

export const dayOfMoment = (moment: Moment) => (moment.kind === 'day' ? moment.on : dateInKazakhstan(moment.at))

/** What the file asks for by the law of its dates. `list` is the law’s own but in a test of a law to come. */
function wantedOf(file: CaseFile, starts: readonly Start[], list?: readonly Deadline[]): DeadlineToOpen[] {
  const basis = basisOfFile(file, factsOf(file.events))
  if (!basis) return []
  return starts.flatMap((start) =>
    deadlinesStartedBy(start.event, basis.measure, { decidedOn: basis.decidedOn, on: dayOfMoment(start.started) }, list).map(
      (rule) => ({ ...start, caseId: file.id, rule }),
    ),
  )
}

type Stored = Pick<Selectable<Tables['deadlines']>, 'id' | 'rule' | 'key' | 'state' | 'missed_from'>

/** What goes on after the order is closed: what the body asked for, what was reported, and what the closing itself started. */
const outlivesOrder = ({ key }: Stored, closing: CaseEvent) =>
  key.startsWith('request:') || key.startsWith('incident:') || key === `file:close ${closing.sequence}`

async function settleByClosing(tx: ScopedTransaction, stored: readonly Stored[], closing: CaseEvent): Promise<void> {
  const evidence = { kind: 'event', event: closing.kind, sequence: closing.sequence } as const
  for (const one of stored) {
    const isOpen = one.state === 'pending' || one.state === 'missed'
    if (isOpen && (one.rule === 'expiry-awaits-act' || one.rule === 'closing-of-served-term')) {
      await meetDeadline(tx, one, { done: [{ kind: 'instant', at: closing.at }], at: closing.at, evidence })
    } else if (one.state === 'pending' && !outlivesOrder(one, closing)) {
      await cancelDeadline(tx, one.id, { ...evidence, because: 'closed' })
    }
  }
}

/**
 * Brings the deadlines of a file to what its events say: opened by what starts them, met by what meets them, cancelled when what
 * started them was corrected or the order closed. To be called with every change of the file, in its transaction.
 */
export async function watchFile(tx: ScopedTransaction, file: CaseFile, list?: readonly Deadline[]): Promise<void> {
  const starts = startsOfFile(file)
  const wanted = wantedOf(file, starts, list)
  const stored = await tx
    .selectFrom('deadlines')
    .select(['id', 'rule', 'key', 'state', 'missed_from'])
    .where('case_id', '=', file.id)
    .execute()
  const identity = (rule: string, key: string) => `${rule} ${key}`
  const known = new Map(stored.map((one) => [identity(one.rule, one.key), one]))
  const isStarted = new Set(starts.map(({ key }) => key))

  const fresh = wanted.filter(({ rule, key }) => !known.has(identity(rule.id, key)))
  const calendar = fresh.length > 0 ? await calendarInForce(tx) : undefined
  for (const one of fresh) if (calendar) await openDeadline(tx, calendar, one)
  for (const { rule, key, met } of wanted) {
    const one = known.get(identity(rule.id, key))
    if (met && one && (one.state === 'pending' || one.state === 'missed')) await meetDeadline(tx, one, met)
  }
  for (const one of stored) {
    if (one.key.startsWith('file:') && !isStarted.has(one.key) && one.state !== 'cancelled')
      await cancelDeadline(tx, one.id, { kind: 'corrected', was: one.state })
  }
  await meetBySending(tx, file)
  const closing = file.events.find(({ kind }) => kind === 'close')
  if (closing) await settleByClosing(tx, await openOf(tx, file.id), closing)
}

async function openOf(tx: ScopedTransaction, caseId: string): Promise<Stored[]> {
  return tx
    .selectFrom('deadlines')
    .select(['id', 'rule', 'key', 'state', 'missed_from'])
    .where('case_id', '=', caseId)
    .where('state', 'in', ['pending', 'missed'])
    .execute()
}
