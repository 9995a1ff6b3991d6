import { type Finding, judgeStep, owedPieces } from '@bilezik/law'
import type { Handler } from '../../http/implement.ts'
import { findingAnswer } from '../../intake/finding-answer.ts'
import { orderFactsOf } from '../../intake/order-facts.ts'
import { takeStep } from '../../intake/take-step.ts'

/** What keeps the decision from being adopted, and with it everything else that is owed: the body gets one list. */
export const returnCaseFile: Handler<'returnCaseFile'> = async (call) => {
  let reasons: readonly Finding[] = []
  await takeStep(call, 'return-to-body', ({ file, circumstances }) => {
    const facts = orderFactsOf(file, circumstances)
    const claimed = owedPieces(facts.documents, facts.basis)
      .filter(({ consequence }) => consequence === 'claimed')
      .map(({ piece, code, source }) => ({ code: `${piece}-${code}`, source }))
    reasons = [...judgeStep('adopt', 'checked', facts).refusals, ...claimed]
    return { body: { note: call.body.note, reasons: reasons.map(findingAnswer) }, basis: reasons }
  })
  return { reasons: reasons.map(findingAnswer) }
}
