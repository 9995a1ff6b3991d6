import { type EquipmentClass, type Instant, isoInstant } from '@bilezik/domain'
import { nextSteps } from '@bilezik/law'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { type CaseFile, appendEvents, loadCaseFile, lockCaseFile } from '../intake/case-events.ts'
import { circumstancesOf } from '../intake/circumstances.ts'
import { factsOf } from '../intake/facts-of.ts'
import { findingAnswer } from '../intake/finding-answer.ts'
import { isMinor, orderFactsOf } from '../intake/order-facts.ts'
import { kitOf } from './kit-of.ts'

/** What the head decided last; a file on which nothing was decided has no fitting. */
export function decidedOf(file: CaseFile): { readonly equipment: EquipmentClass[]; readonly isVibrationOnly: boolean } {
  const decided = file.events.findLast(({ kind }) => kind === 'decide-equipment')
  if (!decided) return refuse('step-not-allowed', { detail: file.state })
  return decided.body as unknown as { equipment: EquipmentClass[]; isVibrationOnly: boolean }
}

function fittedAtOf(file: CaseFile): Instant | null {
  return file.events.findLast(({ kind }) => kind === 'fit')?.at ?? null
}

export const getFitting: Handler<'getFitting'> = async ({ tx, params, session, now, log }) => {
  const file = await loadCaseFile(tx, params.orderId)
  const { equipment, isVibrationOnly } = decidedOf(file)
  const facts = factsOf(file.events)
  const known = orderFactsOf(file, await circumstancesOf(tx, file, session, now))
  const step = nextSteps(file.state, known).find((verdict) => verdict.step === 'fit' || verdict.step === 'activate')
  const fittedAt = fittedAtOf(file)
  await log({ personId: file.personId, subjectId: file.id, organisationId: file.organisationId })
  return {
    orderId: file.id,
    personId: file.personId,
    personName: file.personName,
    isMinor: isMinor(file, facts, now),
    state: file.state,
    decided: equipment,
    isVibrationOnly,
    fittedAt: fittedAt === null ? null : isoInstant(fittedAt),
    residence: facts.residence,
    concealment: facts.concealment,
    homeCapture: facts.homeCapture,
    selfTest: facts.selfTest,
    act: facts.act,
    memo: facts.memo,
    blockedBy: (step?.refusals ?? []).map(findingAnswer),
    kit: await kitOf(tx, file.personId, fittedAt, now),
  }
}

export const takeSelfTest: Handler<'takeSelfTest'> = async ({ tx, params, body, session, now, log }) => {
  const file = await lockCaseFile(tx, params.orderId)
  const fittedAt = fittedAtOf(file)
  if (fittedAt === null || file.state === 'closed') return refuse('step-not-allowed', { detail: file.state })
  const speaking = (await kitOf(tx, file.personId, fittedAt, now)).filter(({ speaks }) => speaks)
  const worn = speaking.filter(({ role }) => role === 'worn')
  const levels = speaking.flatMap(({ batteryPercent }) => (batteryPercent === null ? [] : [batteryPercent]))
  const selfTest = {
    kind: 'self-test' as const,
    hasFix: speaking.some(({ fix }) => fix !== null),
    hasContact: speaking.length > 0 && speaking.every(({ heardAt }) => heardAt !== null),
    isStrapClosed:
      worn.length > 0 && worn.every(({ strap }) => strap === 'closed' || (strap === null && body.isStrapCheckedByHand)),
    batteryPercent: levels.length === 0 ? null : Math.min(...levels),
  }
  const isStrapCheckedByHand = body.isStrapCheckedByHand && worn.some(({ strap }) => strap === null)
  await appendEvents(tx, file, session.user.id, [
    { at: now, kind: 'record', state: file.state, body: { ...selfTest, isStrapCheckedByHand } },
  ])
  await log({
    personId: file.personId,
    subjectId: file.id,
    organisationId: file.organisationId,
    detail: { kinds: ['self-test'] },
  })
  return { selfTest }
}
