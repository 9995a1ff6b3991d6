import type { Instant, PowerReading, Reading, TelemetryReading } from '@bilezik/domain'
import type { Cursor } from '../cursor.ts'
import { type AlarmTable, alarmOfTerminalBits } from './alarms.ts'
import { timed } from './date.ts'

/** Terminal information, battery, GSM signal, alarm, language: the five bytes that close every alarm. */
export interface Status {
  readonly terminal: number
  readonly battery: number
  readonly signal: number
  readonly alarm: number
}
export const statusBytes = 5

const isChargingBit = 1 << 2
const isTrackingBit = 1 << 6
/** Battery steps run from 0 (shut down) to 6 (full); 2 is where the maker's own alarm sounds. */
const fullStep = 6
const lowStep = 2

export function readStatus(cursor: Cursor): Status {
  const [terminal, battery, signal, alarm] = [cursor.u8(), cursor.u8(), cursor.u8(), cursor.u8()]
  cursor.skip(1)
  return { terminal, battery, signal, alarm }
}

/** Steps 0-6 by the paper; newer devices put per cent there, and anything above 100 means nothing we know. */
export function powerOf(step: number, terminal: number, fixAt?: Instant): PowerReading {
  const isCharging = (terminal & isChargingBit) !== 0
  if (step > 100) return { kind: 'power', ...timed(fixAt), isCharging }
  const levelPercent = step <= fullStep ? Math.round((step * 100) / fullStep) : step
  return { kind: 'power', ...timed(fixAt), levelPercent, isCharging, ...(step <= lowStep ? { isLow: true } : {}) }
}

export function telemetryOf(values: TelemetryReading['values'], fixAt?: Instant): TelemetryReading {
  return { kind: 'telemetry', ...timed(fixAt), values }
}

export function statusValues(status: Pick<Status, 'terminal' | 'signal'>): Record<string, number | boolean> {
  return { gsmSignal: status.signal, isGpsTracking: (status.terminal & isTrackingBit) !== 0 }
}

/** The alarm first: it is why the message was sent. */
export function readingsOfStatus(status: Status, alarms: AlarmTable, fixAt: Instant | undefined): Reading[] {
  const code = status.alarm || (alarmOfTerminalBits[(status.terminal >>> 3) & 7] ?? 0)
  const power = powerOf(status.battery, status.terminal, fixAt)
  const meaning = alarms[code] ?? { kind: 'named', name: 'unknown' }
  const values = { ...(code === 0 ? {} : { alarmCode: code }), ...statusValues(status) }
  switch (meaning.kind) {
    case 'sos':
      return [{ kind: 'sos', ...timed(fixAt) }, power, telemetryOf(values, fixAt)]
    case 'wear':
      return [{ kind: 'wear', ...timed(fixAt), signal: meaning.signal }, power, telemetryOf(values, fixAt)]
    case 'low-battery':
      return [{ ...power, isLow: true }, telemetryOf(values, fixAt)]
    case 'named':
      return [power, telemetryOf({ alarm: meaning.name, ...values }, fixAt)]
    case 'none':
      return [power, telemetryOf(values, fixAt)]
    default:
      return meaning satisfies never
  }
}
