import type { Handler } from '../../http/implement.ts'
import { instantOf } from '../../http/parse-request.ts'
import { refuse } from '../../http/refusal.ts'
import { takeStep } from '../../intake/take-step.ts'

export const resubmitCaseFile: Handler<'resubmitCaseFile'> = async (call) => {
  const { body, now } = call
  const at = body.receivedAt === undefined ? now : instantOf(body.receivedAt, 'body.receivedAt')
  await takeStep(call, 'receive-again', ({ file }) => {
    const returnedAt = file.events.findLast(({ kind }) => kind === 'return-to-body')?.at ?? at
    // Nothing comes back before it was sent, nor from the time to come.
    if (at > now || at < returnedAt)
      refuse('case-record-impossible', { detail: 'received before it was returned, or in the future' })
    return { at, body: { note: body.note } }
  })
  return {}
}
