import { civilFromUtcMs, type Instant, invariant } from '@bilezik/domain'
import { countText } from './replies.ts'

/** Who speaks: fifteen digits, and the name that somebody gave the device. */
export interface QueclinkDevice {
  readonly imei: string
  readonly name?: string
  /** Device type and protocol version; that of a GL300 by default. */
  readonly version?: string
}

export interface QueclinkCell {
  readonly mcc: number
  readonly mnc: number
  readonly areaCode: number
  readonly cellId: number
}

/** One position. The wire keeps a millionth of a degree, tenths of km/h and metres, whole degrees of course and seconds. */
export interface QueclinkPosition {
  readonly fixAt: Instant
  readonly lat: number
  readonly lon: number
  /** 0: no fix now, the last known place is repeated. 1-50 otherwise. */
  readonly hdop: number
  readonly speedMetresPerSecond: number
  readonly courseDegrees: number
  readonly altitudeMetres: number
  readonly cell?: QueclinkCell
}

export interface QueclinkSending {
  readonly sentAt: Instant
  /** 0-65535, counted on with every message. */
  readonly count: number
  /** A repeat out of the memory. */
  readonly isBuffered?: boolean
}

const encoder = new TextEncoder()
const versionOfGl300 = '1A0102'

/** `YYYYMMDDHHMMSS` */
export function stampOf(at: Instant): string {
  const c = civilFromUtcMs(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${String(c.year).padStart(4, '0')}${two(c.month)}${two(c.day)}${two(c.hour)}${two(c.minute)}${two(c.second)}`
}

function hexadecimal(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0')
}

function cellFields(cell: QueclinkCell | undefined): string[] {
  if (!cell) return ['', '', '', '']
  const four = (value: number) => String(value).padStart(4, '0')
  return [four(cell.mcc), four(cell.mnc), hexadecimal(cell.areaCode), hexadecimal(cell.cellId)]
}

function blockFields(p: QueclinkPosition): string[] {
  return [
    String(p.hdop),
    (p.speedMetresPerSecond * 3.6).toFixed(1),
    String(((Math.round(p.courseDegrees) % 360) + 360) % 360),
    p.altitudeMetres.toFixed(1),
    p.lon.toFixed(6),
    p.lat.toFixed(6),
    stampOf(p.fixAt),
    ...cellFields(p.cell),
  ]
}

function message(
  lead: string,
  word: string,
  device: QueclinkDevice,
  content: readonly string[],
  sending: QueclinkSending,
): Uint8Array {
  invariant(/^\d{15}$/.test(device.imei), 'an IMEI has 15 digits')
  const who = [device.version ?? versionOfGl300, device.imei, device.name ?? '']
  const end = [stampOf(sending.sentAt), countText(sending.count)]
  return encoder.encode(`+${lead}:GT${word},${[...who, ...content, ...end].join()}$`)
}

function reportLead({ isBuffered }: QueclinkSending): string {
  return isBuffered ? 'BUFF' : 'RESP'
}

/** A heartbeat: `+ACK:GTHBD`. */
export function encodeQueclinkHeartbeat(device: QueclinkDevice, sending: QueclinkSending): Uint8Array {
  return message('ACK', 'HBD', device, [], sending)
}

/** A report of 1 to 15 positions as a GL300 writes it: scheduled (FRI), asked for (RTL) or a call for help (SOS). */
export function encodeQueclinkPositions(
  word: 'FRI' | 'RTL' | 'SOS',
  device: QueclinkDevice,
  positions: readonly QueclinkPosition[],
  levelPercent: number,
  sending: QueclinkSending,
): Uint8Array {
  invariant(positions.length > 0 && positions.length <= 15, 'a report holds 1 to 15 positions')
  const blocks = positions.flatMap((position) => [...blockFields(position), ''])
  const content = ['0', '0', String(positions.length), ...blocks, String(levelPercent)]
  return message(reportLead(sending), word, device, content, sending)
}

/** Events as a GL300 writes them: low battery with its volts, charging begun and ended, supply gained and lost, jamming begun and ended. */
export type QueclinkEvent =
  | { readonly word: 'BPL'; readonly volts: number }
  | { readonly word: 'BTC' | 'STC' | 'EPN' | 'EPF' }
  | { readonly word: 'JDS'; readonly isJammed: boolean }
  | { readonly word: 'STT'; readonly isMoving: boolean }

function eventFields(event: QueclinkEvent): string[] {
  switch (event.word) {
    case 'BPL':
      return [event.volts.toFixed(2)]
    case 'JDS':
      return [event.isJammed ? '2' : '1']
    case 'STT':
      return [event.isMoving ? '42' : '41']
    case 'BTC':
    case 'STC':
    case 'EPN':
    case 'EPF':
      return []
    default:
      return event satisfies never
  }
}

export function encodeQueclinkEvent(
  event: QueclinkEvent,
  device: QueclinkDevice,
  position: QueclinkPosition,
  sending: QueclinkSending,
): Uint8Array {
  return message(reportLead(sending), event.word, device, [...eventFields(event), ...blockFields(position), ''], sending)
}

/** The answer to a command: its word and sub-command, and its serial number come back. */
export function encodeQueclinkCommandAnswer(
  word: 'RTO' | 'FRI',
  device: QueclinkDevice,
  answer: { readonly sub?: string; readonly serial: number },
  sending: QueclinkSending,
): Uint8Array {
  const content = [...(answer.sub === undefined ? [] : [answer.sub]), hexadecimal(answer.serial)]
  return message('ACK', word, device, content, sending)
}
