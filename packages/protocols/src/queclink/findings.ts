import type { InterferenceReading, Instant, PowerReading, Reading, WearSignal } from '@bilezik/domain'
import { isIgnitionOnOf, isMovingOf, timed } from './values.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** What one record says besides its place, collected from its fields and told in a fixed order. */
export class Findings {
  readonly power: Mutable<Omit<PowerReading, 'kind' | 'fixAt'>> = {}
  readonly values: Record<string, number | string | boolean> = {}
  isSos = false
  isMoving: boolean | undefined
  wear: WearSignal | undefined
  interference: Omit<InterferenceReading, 'kind' | 'fixAt'> | undefined
  /** Identifier of a beacon seen. */
  peer: string | undefined

  /** Motion and, where the device has such a line, ignition. */
  noteState(state: number): void {
    this.isMoving = isMovingOf(state) ?? this.isMoving
    const ignition = isIgnitionOnOf(state)
    if (ignition !== undefined) this.values['ignition'] = ignition
  }

  /** Only per cent: some models leave volts or noise in the field. */
  noteLevel(level: number | undefined): void {
    if (level !== undefined && Number.isInteger(level) && level >= 0 && level <= 100) this.power.levelPercent = level
  }

  /** The alarm first: it is why the message was sent. */
  readings(fixAt: Instant | undefined): Reading[] {
    const at = timed(fixAt)
    return [
      ...(this.isSos ? [{ kind: 'sos' as const, ...at }] : []),
      ...(this.wear ? [{ kind: 'wear' as const, ...at, signal: this.wear }] : []),
      ...(this.interference ? [{ kind: 'interference' as const, ...at, ...this.interference }] : []),
      ...(Object.keys(this.power).length > 0 ? [{ kind: 'power' as const, ...at, ...this.power }] : []),
      ...(this.isMoving === undefined ? [] : [{ kind: 'motion' as const, ...at, isMoving: this.isMoving }]),
      ...(this.peer === undefined ? [] : [{ kind: 'proximity' as const, ...at, peer: this.peer, isNear: true }]),
      ...(Object.keys(this.values).length > 0 ? [{ kind: 'telemetry' as const, ...at, values: { ...this.values } }] : []),
    ]
  }
}
