import { closingGroundsOf, nextSteps } from '@bilezik/law'
import type { Handler } from '../http/implement.ts'
import { applicantWarnings, applicantsOf } from './applicants.ts'
import { loadCaseFile } from './case-events.ts'
import { circumstancesOf } from './circumstances.ts'
import { factsOf } from './facts-of.ts'
import { findingAnswer } from './finding-answer.ts'
import { judgeFile } from './judge-file.ts'
import { measuredHome } from '../orders/steps/measured-home.ts'
import { orderFactsOf, wasTakenOver } from './order-facts.ts'

/** The steps that the interface has; the law knows more. */
const offered: ReadonlySet<string> = new Set([
  'check',
  'adopt',
  'return-to-body',
  'receive-again',
  'claim-missing',
  'decide-equipment',
  'fit',
  'activate',
  'replace-device',
  'hand-over',
  'vary',
  'begin-hospitalisation',
  'end-hospitalisation',
  'begin-search',
  'end-search',
  'begin-term-rest',
  'end-term-rest',
  'close',
])

const notNow: readonly string[] = ['episode-under-way', 'no-such-episode', 'change-not-provided']

export const getCaseFile: Handler<'getCaseFile'> = async ({ tx, params, session, now, log }) => {
  const file = await loadCaseFile(tx, params.orderId)
  const facts = factsOf(file.events)
  const around = await circumstancesOf(tx, file, session, now)
  const known = orderFactsOf(file, around)
  const grounds = closingGroundsOf(known.regime, known.basis)
  const [anyGround] = grounds
  const steps = nextSteps(file.state, { ...known, ...(anyGround && { closingGround: anyGround.code }) })
  const isTakenOver = wasTakenOver(file)
  const judged = judgeFile(file, around, now)
  const applicants = await applicantsOf(tx, file)
  await log({ personId: file.personId, subjectId: file.id, organisationId: file.organisationId })
  return {
    id: file.id,
    personId: file.personId,
    personName: file.personName,
    organisationId: file.organisationId,
    state: file.state,
    regime: known.regime,
    isTakenOver,
    facts,
    applicants,
    ...judged,
    warnings: [...judged.warnings, ...applicantWarnings(file, applicants)],
    next: steps
      // Nobody in hospital is taken there, and nobody else leaves it: such a step is none.
      .filter(({ refusals }) => refusals.every(({ code }) => !notNow.includes(code)))
      // What came with the package is not known here, so nothing of it is missed.
      .filter(({ step }) => offered.has(step) && !(isTakenOver && step === 'claim-missing'))
      .map(({ step, refusals, warnings }) => ({
        step,
        blockedBy: refusals.map(findingAnswer),
        warnings: warnings.map(findingAnswer),
      })),
    measuredHome: file.state === 'fitted' ? measuredHome(file) : null,
    closingGrounds: grounds.map(({ code, provision }) => ({ code, citation: provision.citation })),
  }
}
