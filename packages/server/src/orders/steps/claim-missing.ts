import { type OwedPiece, owedPieces } from '@bilezik/law'
import type { Handler } from '../../http/implement.ts'
import { owedAnswer } from '../../intake/finding-answer.ts'
import { orderFactsOf } from '../../intake/order-facts.ts'
import { takeStep } from '../../intake/take-step.ts'

export const claimMissing: Handler<'claimMissing'> = async (call) => {
  let owed: readonly OwedPiece[] = []
  await takeStep(call, 'claim-missing', ({ file, circumstances }) => {
    const { documents, basis } = orderFactsOf(file, circumstances)
    owed = owedPieces(documents, basis)
    return { body: { note: call.body.note, claimed: owed.map(owedAnswer) }, basis: owed }
  })
  return { claimed: owed.map(owedAnswer) }
}
