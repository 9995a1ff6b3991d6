import { type Finding, type OrderStep, type StepVerdict, judgeStep } from '@bilezik/law'
import type { Call } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { type CaseFile, type NewEvent, appendEvents, lockCaseFile } from './case-events.ts'
import { circumstancesOf } from './circumstances.ts'
import { citationsOf, refuseFor } from './finding-answer.ts'
import { type Circumstances, orderFactsOf } from './order-facts.ts'

export interface Step {
  readonly file: CaseFile
  readonly circumstances: Circumstances
  readonly verdict: StepVerdict
}

/** What a request tells of the step besides the file. */
type Told = Pick<Circumstances, 'closingGround' | 'areTypesListed' | 'variation'>

/** The part of a request that a step needs, whichever endpoint takes it. */
export type StepCall = Pick<Call<'closeOrder'>, 'tx' | 'session' | 'now' | 'log'> & {
  readonly params: { readonly orderId: string }
}

type Happening = Pick<NewEvent, 'body'> & Partial<Pick<NewEvent, 'at'>> & { readonly basis?: readonly Finding[] }

/**
 * One step of an order: the file is locked, the law judges it from the state it is in, `work` does what comes with it, and the
 * event stands in the history with who, when, what and the provisions, or nothing of it does.
 */
export async function takeStep(
  call: StepCall,
  step: OrderStep,
  work: (step: Step) => Promise<Happening> | Happening,
  told: Told | ((file: CaseFile) => Told) = {},
): Promise<void> {
  const { tx, params, session, now, log } = call
  const file = await lockCaseFile(tx, params.orderId)
  const around = await circumstancesOf(tx, file, session, now)
  const circumstances = { ...around, ...(typeof told === 'function' ? told(file) : told) }
  const verdict = judgeStep(step, file.state, orderFactsOf(file, circumstances))
  if (verdict.refusals.some(({ code }) => code === 'step-not-from-here')) {
    refuse(file.state === 'closed' ? 'order-closed' : 'step-not-allowed', { detail: file.state })
  }
  refuseFor(verdict.refusals)
  const { body, at = now, basis = verdict.warnings } = await work({ file, circumstances, verdict })
  await appendEvents(tx, file, session.user.id, [{ at, kind: step, state: verdict.to, body, citations: citationsOf(basis) }])
  await log({ personId: file.personId, subjectId: file.id, organisationId: file.organisationId, detail: { state: verdict.to } })
}
