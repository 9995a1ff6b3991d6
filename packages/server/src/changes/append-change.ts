import { type Instant, hour, later, minute } from '@bilezik/domain'
import type { Finding, StepVerdict } from '@bilezik/law'
import { refuse } from '../http/refusal.ts'
import { instantOf } from '../http/parse-request.ts'
import { type CaseFile, type ChangeKind, appendEvents, lockCaseFile } from '../intake/case-events.ts'
import { citationsOf } from '../intake/finding-answer.ts'
import type { StepCall } from '../intake/take-step.ts'

/** A clock of the body, or of a clerk, may run ahead of ours by so much. */
const clockToleranceMs = hour

interface Change {
  readonly kind: ChangeKind
  readonly at: Instant
  readonly body: Readonly<Record<string, unknown>>
  readonly basis?: readonly Finding[]
}

/** Appends something that happened to an order and leads to no other state; gives its number in the history. */
export async function appendChange(call: StepCall, make: (file: CaseFile) => Change | Promise<Change>): Promise<number> {
  const { tx, params, session, log } = call
  const file = await lockCaseFile(tx, params.orderId)
  const { basis = [], ...change } = await make(file)
  await appendEvents(tx, file, session.user.id, [{ ...change, state: file.state, citations: citationsOf(basis) }])
  // What was recorded stands in the file alone: the log is read by more people than need to know.
  await log({ personId: file.personId, subjectId: file.id, organisationId: file.organisationId, detail: { kind: change.kind } })
  return file.events.length + 1
}

/** What a step rests on, then what it is warned of: the provisions that its event carries. */
export function basisOf({ step, restsOn, warnings }: StepVerdict): Finding[] {
  return [...(restsOn ? [{ code: step, source: restsOn }] : []), ...warnings]
}

/** Forms tell whole minutes: what is told of the minute in which the other happened is not before it. */
const isToldMinuteOf = (at: Instant, other: Instant) => at % minute === 0 && at <= other && other < later(at, minute)

/** When something happened: now when absent, never in the future, nor before what it follows. */
export function happenedAt(given: string | undefined, path: string, now: Instant, notBefore?: Instant): Instant {
  const at = given === undefined ? now : instantOf(given, path)
  if (notBefore !== undefined && isToldMinuteOf(at, notBefore)) return notBefore
  if (at > later(now, clockToleranceMs) || (notBefore !== undefined && at < notBefore)) {
    return refuse('change-out-of-order', { fields: [{ path, message: 'in the future, or before what it follows' }] })
  }
  return at
}
