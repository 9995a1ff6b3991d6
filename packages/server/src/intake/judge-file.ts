import type { CaseFile as CaseFileAnswer } from '@bilezik/contract'
import { type Instant, sideOfBorder } from '@bilezik/domain'
import { duringExecution, judgeBasis, measureTable, owedPieces } from '@bilezik/law'
import type { CaseFile } from './case-events.ts'
import { factsOf } from './facts-of.ts'
import { findingAnswer, owedAnswer } from './finding-answer.ts'
import { type Circumstances, isMinor, orderFactsOf, wasTakenOver } from './order-facts.ts'
import { sendingsOf } from './sendings.ts'

type Judgement = Pick<CaseFileAnswer, 'isMinor' | 'control' | 'owed' | 'sendings' | 'blocks' | 'warnings'>

/** Ours alone: no provision stands behind what we do not know. */
const ownWarning = (code: string) => ({ code, citation: null, needsLawyer: null })

/** What the law, and what little we add, says of a file as it is: stored, or still on the desk. */
export function judgeFile(file: CaseFile, around: Circumstances, now: Instant): Judgement {
  const facts = factsOf(file.events)
  const known = orderFactsOf(file, around)
  const isTakenOver = wasTakenOver(file)
  const basis = judgeBasis(known.basis)
  const minor = isMinor(file, facts, now)
  const law = facts.decision && measureTable[facts.decision.measure]
  const isNearBorder = facts.residence !== null && sideOfBorder(facts.residence) === 'near-border'
  return {
    isMinor: minor,
    control: law && { by: law.controlledBy, stage: law.stage, citation: law.controlProvision.citation },
    owed: owedPieces(known.documents, known.basis).map(owedAnswer),
    sendings: sendingsOf(facts, now),
    blocks: isTakenOver ? [] : basis.refusals.map(findingAnswer),
    warnings: [
      ...duringExecution(file.state, known).map(findingAnswer),
      ...(isTakenOver ? [] : basis.warnings.map(findingAnswer)),
      ...(minor === null && !isTakenOver ? [ownWarning('birth-date-unknown')] : []),
      ...(isNearBorder ? [ownWarning('residence-near-border')] : []),
    ],
  }
}
