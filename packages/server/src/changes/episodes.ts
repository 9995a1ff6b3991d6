import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { takeStep } from '../intake/take-step.ts'
import { appendChange, basisOf, happenedAt } from './append-change.ts'
import { citedAs } from './cited-as.ts'

/** An episode of a standing order: tracking goes on and serves it, and no condition is lifted by it. */
export const beginEpisode: Handler<'beginEpisode'> = async (call) => {
  const { body, now } = call
  await takeStep(call, `begin-${body.kind}`, ({ file, verdict }) => {
    const ended = file.events.findLast(({ kind }) => kind === `end-${body.kind}`)?.at
    const at = happenedAt(body.at, 'body.at', now, ended)
    return { at, body: { ...body, knownAt: now }, basis: basisOf(verdict) }
  })
  return {}
}

export const endEpisode: Handler<'endEpisode'> = async (call) => {
  const { params, body, now } = call
  await takeStep(call, `end-${params.episode}`, ({ file, verdict }) => {
    const begun = file.events.findLast(({ kind }) => kind === `begin-${params.episode}`)?.at
    return { at: happenedAt(body.at, 'body.at', now, begun), body: { note: body.note }, basis: basisOf(verdict) }
  })
  return {}
}

const restingOn = {
  hospitalisation: 'begin-hospitalisation',
  search: 'begin-search',
  replacement: 'replace-device',
  damage: 'begin-search',
  circumstances: undefined,
} as const

/** That somebody was told by word of mouth, at once; the written notice follows as a document. */
export const recordTold: Handler<'recordTold'> = async (call) => {
  const { body, now } = call
  await appendChange(call, (file) => {
    if (file.state === 'closed') refuse('order-closed')
    const step = restingOn[body.about]
    return {
      kind: 'told',
      at: happenedAt(body.at, 'body.at', now),
      body: { ...body },
      basis: step === undefined ? [] : citedAs(step, file, now),
    }
  })
  return {}
}
