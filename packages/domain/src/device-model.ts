import type { DeviceCommandKind } from './device-command.ts'
import type { DeviceRole, ProtocolName } from './device.ts'
import type { EquipmentClass } from './equipment.ts'
import type { FixSource, WearReading } from './reading.ts'

/** What a signal of a model means. `ignored`: it says nothing, whatever the protocol's own table holds. */
export type SignalMeaning =
  | { readonly kind: 'wear'; readonly signal: WearReading['signal']; readonly strap?: 'left' | 'right' }
  | { readonly kind: 'sos' }
  | { readonly kind: 'low-battery' }
  | { readonly kind: 'charging'; readonly isCharging: boolean }
  | { readonly kind: 'external-power'; readonly isPresent: boolean }
  | { readonly kind: 'motion'; readonly isMoving: boolean }
  | { readonly kind: 'interference'; readonly cause: 'jammed' | 'shielded'; readonly isPresent: boolean }
  | { readonly kind: 'fault'; readonly isPresent: boolean }
  | { readonly kind: 'powering-off' }
  | { readonly kind: 'ignored' }

/** One line of a model's table: when telemetry `key` has the value, it means this. */
export interface ModelSignal {
  /** A telemetry key as the codec names it: `alarmCode`, `input1`, `io239`, `event` … */
  readonly key: string
  readonly equals: number | string | boolean
  readonly means: SignalMeaning
}

/** How a source's stated accuracy errs on this model: σ = max(factor × stated, least), and a heavy tail. */
export interface SourceCalibration {
  readonly factor: number
  readonly leastMetres: number
  /** Share of fixes, 0 … 1, that err by the tail's scale instead. */
  readonly tailShare: number
  readonly tailMetres: number
}

/** What is known of one model of device: data, so that a new model needs no new code. */
export interface DeviceModel {
  /** `maker model`, unique: a device is registered with it. */
  readonly name: string
  readonly maker: string
  readonly equipmentClass: EquipmentClass
  readonly role: DeviceRole
  readonly protocol: ProtocolName
  readonly signals: readonly ModelSignal[]
  readonly calibration: Partial<Readonly<Record<FixSource, SourceCalibration>>>
  /** Volts and per cent, from empty to full; between them linear. For devices that tell volts only. */
  readonly batteryCurve: readonly (readonly [volts: number, percent: number])[]
  /** Commands that this model is known to obey. */
  readonly commands: readonly DeviceCommandKind[]
  /** False for models known to write wrong checksums: their frames are taken and marked as unverified for ever. */
  readonly isChecksumTrusted: boolean
}
