import type { Instant } from './instant.ts'

/** Where a position comes from. `unknown`: the device does not say; it is trusted like GNSS with a wide margin. */
export const fixSources = ['gnss', 'rf', 'wifi', 'cell', 'unknown'] as const
export type FixSource = (typeof fixSources)[number]

/** One cell tower or access point seen; a position is not computed from it here. */
export interface SeenCell {
  readonly mcc: number
  readonly mnc: number
  readonly areaCode: number
  readonly cellId: number
  readonly signal?: number
}

export interface SeenWifi {
  readonly mac: string
  readonly signal?: number
}

/** `fixAt` is the device's own clock; absent when the device gave none. It is never invented. */
interface Timed {
  readonly fixAt?: Instant
}

export interface FixReading extends Timed {
  readonly kind: 'fix'
  /** WGS 84 degrees. */
  readonly lat: number
  readonly lon: number
  /** The device's stated precision; about 68 % by its own claim, which real devices break. */
  readonly accuracyMetres?: number
  /** False when the device itself says that it holds no current satellite fix (it repeats the last place). */
  readonly isValid: boolean
  readonly source: FixSource
  readonly speedMetresPerSecond?: number
  readonly courseDegrees?: number
  readonly altitudeMetres?: number
  readonly satellites?: number
  readonly hdop?: number
  /** A 2D fix has no height, and errs more. */
  readonly dimensions?: 2 | 3
}

export type WearSignal = 'strap-cut' | 'strap-open' | 'strap-closed' | 'case-open' | 'case-closed' | 'removed' | 'worn'

export interface WearReading extends Timed {
  readonly kind: 'wear'
  readonly signal: WearSignal
  /** Which of two straps, where the device has two. */
  readonly strap?: 'left' | 'right'
}

export interface PowerReading extends Timed {
  readonly kind: 'power'
  readonly levelPercent?: number
  readonly volts?: number
  readonly isCharging?: boolean
  readonly isLow?: boolean
  /** The device says that it is switching itself off. */
  readonly isPoweringOff?: boolean
  /** Whether mains or a vehicle feeds it; false is told when that supply was lost. */
  readonly isExternal?: boolean
}

export interface SosReading extends Timed {
  readonly kind: 'sos'
}

/** Towers and access points, without a position. */
export interface NetworkReading extends Timed {
  readonly kind: 'network'
  readonly cells: readonly SeenCell[]
  readonly wifi: readonly SeenWifi[]
}

/** What the device tells about itself and its surroundings that no condition watches yet: voltages, temperature, versions. */
export interface TelemetryReading extends Timed {
  readonly kind: 'telemetry'
  readonly values: Readonly<Record<string, number | string | boolean>>
}

/** Whether the device itself feels that it moves. */
export interface MotionReading extends Timed {
  readonly kind: 'motion'
  readonly isMoving: boolean
}

/** The device finds its reception disturbed: `jammed` by a transmitter, `shielded` by something around it. */
export interface InterferenceReading extends Timed {
  readonly kind: 'interference'
  readonly cause: 'jammed' | 'shielded'
  readonly isPresent: boolean
}

/** The device finds that it is out of order: a module or a sensor of it does not answer. */
export interface FaultReading extends Timed {
  readonly kind: 'fault'
  readonly isPresent: boolean
}

/** Short-range contact with another device of the kit: a bracelet with its home or mobile unit. */
export interface ProximityReading extends Timed {
  readonly kind: 'proximity'
  /** Identifier of the other device, as it is registered. */
  readonly peer: string
  readonly isNear: boolean
  /** dBm, where it is known. */
  readonly signal?: number
}

/** The device spoke and said nothing more: a login, a heartbeat. Made by the gateway, not by codecs. */
export interface ContactReading extends Timed {
  readonly kind: 'contact'
}

/** One decoded observation. */
export type Reading =
  | FixReading
  | WearReading
  | PowerReading
  | SosReading
  | MotionReading
  | InterferenceReading
  | FaultReading
  | ProximityReading
  | NetworkReading
  | TelemetryReading
  | ContactReading
export type ReadingKind = Reading['kind']
