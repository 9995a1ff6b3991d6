import { civilFromUtcMs, type Instant, invariant, type SeenCell, type SeenWifi } from '@bilezik/domain'
import { buildFrame, escaped, type Header } from './frame.ts'
import { statusBit } from './status.ts'

/** Who speaks: `index` only on models that number their messages. */
export type WatchSender = Pick<Header, 'vendor' | 'identifier' | 'index'>

/** What a watch says of itself in every position. The wire keeps seven digits of a degree, hundredths of km/h, tenths of a degree. */
export interface WatchPosition {
  /** Whole seconds. */
  readonly fixAt: Instant
  readonly isValid: boolean
  /** Absent: the watch holds no place and writes zeros. */
  readonly place?: { readonly lat: number; readonly lon: number }
  readonly speedMetresPerSecond: number
  readonly courseDegrees: number
  readonly altitudeMetres: number
  readonly satellites: number
  /** 0-100. */
  readonly gsmSignal: number
  readonly batteryPercent: number
  readonly steps: number
  readonly rolls: number
  readonly status: readonly (keyof typeof statusBit)[]
  /** Of one network: the wire states country and network once. */
  readonly cells: readonly SeenCell[]
  readonly wifi: readonly SeenWifi[]
  /** 0: unknown. */
  readonly accuracyMetres: number
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function dateAndTime(at: Instant): string {
  const c = civilFromUtcMs(at)
  return `${two(c.day)}${two(c.month)}${two(c.year % 100)},${two(c.hour)}${two(c.minute)}${two(c.second)}`
}

function statusWord(status: WatchPosition['status']): string {
  return status
    .reduce((word, name) => word + 2 ** statusBit[name], 0)
    .toString(16)
    .toUpperCase()
    .padStart(8, '0')
}

function cellFields(cells: readonly SeenCell[]): string[] {
  const [first] = cells
  if (!first) return ['0']
  invariant(
    cells.every((cell) => cell.mcc === first.mcc && cell.mnc === first.mnc),
    'a position names one country and network',
  )
  const timingAdvance = 255
  return [
    String(cells.length),
    String(timingAdvance),
    String(first.mcc),
    String(first.mnc),
    ...cells.flatMap((cell) => [
      String(cell.areaCode),
      String(cell.cellId),
      cell.signal === undefined ? '' : String(cell.signal),
    ]),
  ]
}

function wifiFields(wifi: readonly SeenWifi[]): string[] {
  const signalOf = (seen: SeenWifi) => (seen.signal === undefined ? '' : String(seen.signal))
  return [String(wifi.length), ...wifi.flatMap((seen, at) => [`AP${at + 1}`, seen.mac, signalOf(seen)])]
}

function positionFields(p: WatchPosition): string {
  const { lat, lon } = p.place ?? { lat: 0, lon: 0 }
  return [
    dateAndTime(p.fixAt),
    p.isValid ? 'A' : 'V',
    Math.abs(lat).toFixed(7),
    lat < 0 ? 'S' : 'N',
    Math.abs(lon).toFixed(7),
    lon < 0 ? 'W' : 'E',
    (p.speedMetresPerSecond * 3.6).toFixed(2),
    p.courseDegrees.toFixed(1),
    p.altitudeMetres.toFixed(1),
    p.satellites,
    p.gsmSignal,
    p.batteryPercent,
    p.steps,
    p.rolls,
    statusWord(p.status),
    ...cellFields(p.cells),
    ...wifiFields(p.wifi),
    p.accuracyMetres.toFixed(1),
  ].join(',')
}

function frameOf(sender: WatchSender, content: string): Uint8Array {
  return buildFrame(sender, new TextEncoder().encode(content))
}

/** The first message of a connection, and every few minutes: without an answer the watch says nothing else. */
export function encodeWatchLink(
  sender: WatchSender,
  state?: { readonly steps: number; readonly rolls: number; readonly batteryPercent: number },
): Uint8Array {
  return frameOf(sender, state ? `LK,${state.steps},${state.rolls},${state.batteryPercent}` : 'LK')
}

/** `isLate`: kept while there was no network. */
export function encodeWatchPosition(sender: WatchSender, p: WatchPosition, options: { isLate?: boolean } = {}): Uint8Array {
  return frameOf(sender, `${options.isLate ? 'UD2' : 'UD'},${positionFields(p)}`)
}

/** Sent again until it is answered. Which alarm, its status bits say. */
export function encodeWatchAlarm(sender: WatchSender, p: WatchPosition): Uint8Array {
  return frameOf(sender, `AL,${positionFields(p)}`)
}

/** A voice message, escaped; as the paper's transport has it, the length counts what the escapes stand for. */
export function encodeWatchVoice(sender: WatchSender, voice: Uint8Array): Uint8Array {
  const word = new TextEncoder().encode('TK,')
  const plain = buildFrame(sender, Uint8Array.from([...word, ...voice]))
  const headerBytes = plain.length - voice.length - word.length - 1
  return Uint8Array.from([...plain.subarray(0, headerBytes), ...word, ...escaped(voice), 0x5d])
}
