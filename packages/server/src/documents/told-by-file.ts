import type { BodyOf, api } from '@bilezik/contract'
import type { DeviceFate, Instant } from '@bilezik/domain'
import { type Damage, damagesOf } from '../changes/damages-of.ts'
import type { CaseEvent } from '../intake/case-events.ts'

/** Something that happened to an order, by its entry in the history. */
export interface Happened<Body> {
  readonly entry: number
  readonly at: Instant
  readonly body: Body
}

type Bodies = {
  readonly 'replace-device': BodyOf<typeof api.replaceDevice> & { readonly isEquipmentFault: boolean }
  readonly 'hand-over': BodyOf<typeof api.handOverOrder>
  readonly 'begin-hospitalisation': Extract<BodyOf<typeof api.beginEpisode>, { readonly kind: 'hospitalisation' }> & {
    readonly knownAt: Instant
  }
  readonly close: BodyOf<typeof api.closeOrder>
}

/** All of a kind, the first first. */
export function happened<Kind extends keyof Bodies>(events: readonly CaseEvent[], wanted: Kind): Happened<Bodies[Kind]>[] {
  // The bodies of these events passed the contract when they were written.
  return events
    .filter(({ kind }) => kind === wanted)
    .map(({ sequence, at, body }) => ({ entry: sequence, at, body: body as unknown as Bodies[Kind] }))
}

/** The hand-overs of which 1369 §11 asks for an act: to another body, because it took the case or a verdict was announced. */
export function transfersOf(events: readonly CaseEvent[]) {
  return happened(events, 'hand-over').flatMap(({ entry, at, body: { because, toBody, attendants } }) =>
    toBody === null || because === 'moved' ? [] : [{ entry, at, because, receivingBody: toBody.name, attendants }],
  )
}

/** Taken off because another device took its place. */
export function wasReplaced(events: readonly CaseEvent[], deviceId: string, returnedAt: Instant | null): boolean {
  return happened(events, 'replace-device').some(({ at, body }) => body.deviceId === deviceId && at === returnedAt)
}

const isGone = (what: string) => what === 'lost' || what === 'destroyed'

/** What became of a device that came back or did not, as the last word on it says; undefined: nothing was said. */
export function fateOf(events: readonly CaseEvent[], deviceId: string): DeviceFate | undefined {
  const words = events.flatMap(({ kind, body }): DeviceFate[] => {
    if (kind === 'close') {
      const { devices = [] } = body as unknown as Partial<Bodies['close']>
      return devices.filter((device) => device.deviceId === deviceId).map(({ fate }) => fate)
    }
    if (body['deviceId'] !== deviceId) return []
    if (kind === 'replace-device') return [(body as unknown as Bodies['replace-device']).fate]
    if (kind !== 'damage') return []
    const { kind: damage } = body as unknown as Damage
    return damage === 'damaged' ? [] : [damage]
  })
  return words.at(-1)
}

export function isLost(events: readonly CaseEvent[], deviceId: string): boolean {
  return isGone(fateOf(events, deviceId) ?? '')
}

/** The one that a caller names by its entry, or the last one. */
export function chosen<One extends { readonly entry: number }>(all: readonly One[], entry: number | undefined): One | undefined {
  return entry === undefined ? all.at(-1) : all.find((one) => one.entry === entry)
}

export const damagesIn = (events: readonly CaseEvent[]) =>
  damagesOf(events).map((damage) => ({ ...damage, entry: damage.damage }))
