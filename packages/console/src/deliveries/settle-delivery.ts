import { type Delivery } from './queries.ts'

/** What a person can say of a delivery, or do about it. */
export const outcomes = ['delivered', 'arrived', 'again', 'given-up'] as const
export type Outcome = (typeof outcomes)[number]

type Standing = Pick<Delivery, 'state' | 'channel' | 'reason'>

/** As the server allows them; in the order of what is meant most often. */
export function outcomesOf({ state, channel }: Standing): readonly Outcome[] {
  if (channel === 'print') return state === 'queued' ? ['delivered', 'given-up'] : state === 'given-up' ? ['again'] : []
  switch (state) {
    case 'sent':
      return ['delivered', 'again']
    case 'unclear':
      return ['arrived', 'delivered', 'again', 'given-up']
    case 'failed':
      return ['again', 'given-up']
    case 'given-up':
      return ['again']
    case 'queued':
    case 'sending':
    case 'delivered':
      return []
    default:
      return state satisfies never
  }
}

/** It stays where it is until somebody does something. What a person gave up is at rest. */
export function needsPerson({ state, channel, reason }: Standing): boolean {
  if (channel === 'print') return state === 'queued'
  return state === 'failed' || state === 'unclear' || (state === 'given-up' && reason === null)
}

/** A printed paper never waits to be sent, but to be handed over. */
export function stateKey({ state, channel, reason }: Standing) {
  if (channel === 'print' && state === 'queued') return 'to-hand-over'
  if (channel === 'print' && state === 'delivered') return 'handed-over'
  return state === 'given-up' && reason !== null ? 'cancelled' : state
}
