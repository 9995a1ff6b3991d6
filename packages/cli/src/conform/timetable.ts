import { minute, second } from '@bilezik/domain'

/** How long the examination waits for what. All in milliseconds. */
export interface Timetable {
  /** For the device to come at all: somebody must switch it on. */
  readonly arrivalMs: number
  /** From connecting to naming itself: the gateway waits no longer. */
  readonly loginMs: number
  readonly observationMs: number
  /** For a message whose answer can be withheld. */
  readonly pickMs: number
  /** For a message that was not answered to come again, and once more after its connection was cut. */
  readonly againMs: number
  /** While connections are refused: at least, and at most where positions come seldom. */
  readonly outageMs: number
  readonly longestOutageMs: number
  readonly returnMs: number
  readonly backlogMs: number
  readonly commandMs: number
  /** For the tester to move the strap. */
  readonly strapMs: number
  /** From the strap to the message. */
  readonly wearMs: number
  readonly batteryMs: number
  /** An answer may cross with a repeat for so long. */
  readonly crossingMs: number
  readonly aheadMs: number
  readonly behindMs: number
  /** What a second is worth at this pace. */
  readonly secondMs: number
}

const ordinary: Timetable = {
  arrivalMs: 10 * minute,
  loginMs: 1 * minute,
  observationMs: 5 * minute,
  pickMs: 2 * minute,
  againMs: 3 * minute,
  outageMs: 90 * second,
  longestOutageMs: 15 * minute,
  returnMs: 5 * minute,
  backlogMs: 5 * minute,
  commandMs: 1 * minute,
  strapMs: 10 * minute,
  wearMs: 1 * minute,
  batteryMs: 10 * minute,
  crossingMs: 3 * second,
  aheadMs: 5 * second,
  behindMs: 30 * second,
  secondMs: 1 * second,
}

/** `pace` 0.1: every wait is a tenth as long, for a device that is as fast. */
export function timetable({ minutes, pace = 1 }: { readonly minutes?: number; readonly pace?: number } = {}): Timetable {
  const planned = { ...ordinary, ...(minutes !== undefined && { observationMs: minutes * minute }) }
  const scaled = Object.entries(planned).map(([name, ms]) => [name, Math.max(1, Math.round(ms * pace))])
  return Object.fromEntries(scaled) as Record<keyof Timetable, number>
}
