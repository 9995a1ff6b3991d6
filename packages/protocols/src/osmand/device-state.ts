import { type Instant, ok, type Reading, type Result, type WearSignal } from '@bilezik/domain'
import type { DecodeFailure } from '../codec.ts'
import { malformed, present } from './fix.ts'
import { booleanOf, type Fields, isStorableText, numberWithin, textOf } from './values.ts'

const wearSignals: readonly WearSignal[] = [
  'strap-cut',
  'strap-open',
  'strap-closed',
  'case-open',
  'case-closed',
  'removed',
  'worn',
]

/** Words of the protocol's `alarm` field that say something a condition watches; others are told as telemetry. */
const alarmReadings: Readonly<Record<string, Reading>> = {
  sos: { kind: 'sos' },
  lowBattery: { kind: 'power', isLow: true },
  tampering: { kind: 'wear', signal: 'removed' },
  removing: { kind: 'wear', signal: 'removed' },
}

/** An unknown wear word is refused, not ignored: the maker must learn that an alarm of theirs would go unheard. */
export function wearOf(raw: unknown, fixAt: Instant | undefined): Result<Reading[], DecodeFailure> {
  if (raw === undefined || raw === null || raw === '') return ok([])
  const signal = wearSignals.find((known) => known === raw)
  return signal
    ? ok([{ kind: 'wear', signal, ...present({ fixAt }) }])
    : malformed('The wear signal is none of the documented words.')
}

export function sosOf(raw: unknown, fixAt: Instant | undefined): Reading[] {
  return booleanOf(raw) === true ? [{ kind: 'sos', ...present({ fixAt }) }] : []
}

export function alarmOf(raw: unknown, fixAt: Instant | undefined): Reading[] {
  const word = textOf(raw)
  const known = word !== undefined && Object.hasOwn(alarmReadings, word) ? alarmReadings[word] : undefined
  return known ? [{ ...known, ...present({ fixAt }) }] : []
}

/** Percent as the query counts it (0-100), volts, charging; nothing where the message tells none of them. */
export function powerOf(
  levelPercent: number | undefined,
  isCharging: boolean | undefined,
  volts: number | undefined,
  fixAt: Instant | undefined,
): Reading[] {
  const told = present({ levelPercent, isCharging, volts })
  return Object.keys(told).length === 0 ? [] : [{ kind: 'power', ...told, ...present({ fixAt }) }]
}

export function flatPower(fields: Fields, fixAt: Instant | undefined): Reading[] {
  return powerOf(
    numberWithin(fields['batt'] ?? fields['battery'] ?? fields['batteryLevel'], 0, 100),
    booleanOf(fields['charge'] ?? fields['charging']),
    numberWithin(fields['volts'], 0, 100),
    fixAt,
  )
}

/** Fields that became a reading or a part of one; the rest is telemetry. */
const understood: ReadonlySet<string> = new Set(
  (
    'id deviceid device_id deviceId timestamp lat latitude lon lng longitude location accuracy hdop altitude speed speedMetresPerSecond ' +
    'bearing heading sat satellites valid source batt battery batteryLevel charge charging volts wear sos cell wifi'
  ).split(' '),
)
const maxTelemetryFields = 32
const maxNameLength = 40
const maxTextLength = 256

/** What the device says beyond that, bounded: names and texts too long for a value, or that nothing can hold, are left out. */
export function telemetryOf(fields: Fields, fixAt: Instant | undefined): Reading[] {
  const values: Record<string, number | string | boolean> = Object.create(null)
  for (const [name, raw] of Object.entries(fields)) {
    if (understood.has(name) || name.length === 0 || name.length > maxNameLength || !isStorableText(name)) continue
    if (name === 'alarm' && alarmOf(raw, fixAt).length > 0) continue
    const isNumberText = typeof raw === 'string' && /^-?\d{1,15}(\.\d{1,15})?$/.test(raw) && !/^-?0\d/.test(raw)
    const isPlain = typeof raw === 'boolean' || (typeof raw === 'number' && Number.isFinite(raw)) || typeof raw === 'string'
    if (!isPlain || (typeof raw === 'string' && (raw.length > maxTextLength || !isStorableText(raw)))) continue
    values[name] = isNumberText ? Number(raw) : raw === 'true' ? true : raw === 'false' ? false : raw
    if (Object.keys(values).length === maxTelemetryFields) break
  }
  return Object.keys(values).length === 0 ? [] : [{ kind: 'telemetry', values: { ...values }, ...present({ fixAt }) }]
}
