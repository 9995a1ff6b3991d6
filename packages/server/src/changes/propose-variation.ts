import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { citedAs } from './cited-as.ts'
import { appendChange } from './append-change.ts'

/** A proposal goes to the body, which alone decides: nothing changes by it. */
export const proposeVariation: Handler<'proposeVariation'> = async (call) => {
  const { body, now } = call
  await appendChange(call, (file) => {
    if (file.state === 'closed') refuse('order-closed')
    return { kind: 'propose-variation', at: now, body, basis: citedAs('vary', file, now) }
  })
  return {}
}
