import { hour } from '@bilezik/domain'

/** How a device behaves where devices differ. One field stands for one thing that a maker can get wrong. */
export interface Behaviour {
  /** Its clock minus the true time. */
  readonly clockOffsetMs: number
  /** What it calls itself on its n-th connection, from 1. */
  readonly nameOn: (identifier: string, connection: number) => string
  /** What goes onto the wire for its n-th piece of bytes, from 0. */
  readonly wire: (bytes: Uint8Array, count: number) => Uint8Array
  /** Whether it reports its n-th position, from 0. */
  readonly reports: (count: number) => boolean
  /** Whether it keeps what it sent until that was acknowledged. */
  readonly keepsUntilAcknowledged: boolean
  /** Whether it now and then sends what was acknowledged long ago. */
  readonly repeatsAcknowledged: boolean
  readonly recordsWhileAway: boolean
  readonly feelsStrap: boolean
  readonly tellsBattery: boolean
  /** Whether it waits longer after each failure. */
  readonly backsOff: boolean
  readonly obeys: boolean
}

export const soundBehaviour: Behaviour = {
  clockOffsetMs: 0,
  nameOn: (identifier) => identifier,
  wire: (bytes) => bytes,
  reports: () => true,
  keepsUntilAcknowledged: true,
  repeatsAcknowledged: false,
  recordsWhileAway: true,
  feelsStrap: true,
  tellsBattery: true,
  backsOff: true,
  obeys: true,
}

/** In the content of every frame that is long enough to hold a position. */
const garbledAt = 10
const shortestGarbled = 30

function garbled(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[garbledAt]! ^= 0x01
  return copy
}

/** Deliberate defects, one for each requirement of the conformance kit. Each is that one thing and no other. */
export const faults = {
  /** login: after a lost connection it comes back as another device. */
  'changes-name': {
    nameOn: (identifier: string, connection: number) =>
      connection === 1 ? identifier : identifier.replace(/.$/, (last) => `${(Number(last) + 1) % 10}`),
  },
  /** integrity: every fourth piece goes out damaged first, and whole after it. */
  'garbles-frames': {
    wire: (bytes: Uint8Array, count: number) =>
      count % 4 === 3 && bytes.length >= shortestGarbled ? Uint8Array.from([...garbled(bytes), ...bytes]) : bytes,
  },
  /** reporting: of ten positions four are left out in a row. */
  'reports-irregularly': { reports: (count: number) => count % 10 < 6 },
  'clock-ahead': { clockOffsetMs: hour },
  /** acknowledgement: sent is done, whatever the server says. */
  'never-sends-again': { keepsUntilAcknowledged: false },
  /** acknowledgement: acknowledged is not done. */
  'repeats-acknowledged': { repeatsAcknowledged: true },
  /** backlog */
  'forgets-while-away': { recordsWhileAway: false },
  /** wear */
  'feels-no-strap': { feelsStrap: false },
  /** battery */
  'tells-no-battery': { tellsBattery: false },
  /** reconnect */
  storms: { backsOff: false },
  /** commands */
  'ignores-commands': { obeys: false },
} as const satisfies Readonly<Record<string, Partial<Behaviour>>>

export type Fault = keyof typeof faults
