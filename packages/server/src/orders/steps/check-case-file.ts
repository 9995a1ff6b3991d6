import { judgeBasis, owedPieces } from '@bilezik/law'
import type { Handler } from '../../http/implement.ts'
import { findingAnswer, owedAnswer } from '../../intake/finding-answer.ts'
import { orderFactsOf } from '../../intake/order-facts.ts'
import { takeStep } from '../../intake/take-step.ts'

/** What was found is kept as it was found: a provision that changes later does not change what the checker saw. */
export const checkCaseFile: Handler<'checkCaseFile'> = async (call) => {
  await takeStep(call, 'check', ({ file, circumstances }) => {
    const { basis, documents } = orderFactsOf(file, circumstances)
    const owed = owedPieces(documents, basis)
    const { refusals, warnings } = judgeBasis(basis)
    return {
      body: {
        note: call.body.note,
        owed: owed.map(owedAnswer),
        blocks: refusals.map(findingAnswer),
        warnings: warnings.map(findingAnswer),
      },
      basis: [...owed, ...refusals, ...warnings],
    }
  })
  return {}
}
