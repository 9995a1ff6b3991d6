import { type Instant, ok, refused, type Result } from '@bilezik/domain'
import type { DecodeFailure } from '../../codec.ts'
import { instantOfText } from '../values.ts'

export interface TextMessage {
  readonly lead: 'RESP' | 'BUFF' | 'ACK' | 'NACK' | 'QRY'
  /** Report or command word; with `GT` in the papers, here without. */
  readonly word: string
  /** `track`: version, identifier, device name …; `pro`: second generation, identifier first; `old`: GT300 and GL100, identifier first. */
  readonly dialect: 'track' | 'pro' | 'old'
  readonly version: string
  readonly identifier: string
  /** All fields, [0] being the header, as the papers count them. */
  readonly fields: readonly string[]
  /** Where the content ends: before the send time and count number, where they are. */
  readonly until: number
  /** The device's clock at sending, in its own zone, which is UTC unless it was set otherwise. */
  readonly sentAt: Instant | undefined
  /** Four hexadecimal digits as received: the acknowledgement echoes them. */
  readonly count: string | undefined
  /** From the word to before the count number: a buffered repeat differs in neither. */
  readonly payload: Uint8Array
}

const header = /^\+(RESP|BUFF|ACK|NACK|QRY):(GT)?([A-Z0-9]{2,10})$/
const imei = /^\d{15}$/
/** CDMA models have a MEID instead: fourteen hexadecimal digits, of which the first is a letter. */
const uniqueId = /^(?:\d{15}|[A-F][0-9A-F]{13})$/i
const protocolVersion = /^(?:[0-9A-Z]{6,10})?$/i
const countNumber = /^[0-9A-F]{4}$/i
/** The longest report of the papers (GTALL, GTERI with CAN data) has a few hundred fields. */
const maxFields = 1_200

const carriageReturn = 0x0d
const lineFeed = 0x0a
export const dollar = 0x24

/** Where the text begins and ends in a frame: line ends before it and the tail character behind it are no part of it. */
function textBounds(bytes: Uint8Array): { readonly from: number; readonly until: number; readonly hasTail: boolean } {
  const isLineEnd = (byte: number | undefined) => byte === carriageReturn || byte === lineFeed
  let from = 0
  let until = bytes.length
  while (from < until && isLineEnd(bytes[from])) from++
  while (until > from && isLineEnd(bytes[until - 1])) until--
  const hasTail = bytes[until - 1] === dollar || bytes[until - 1] === 0
  return { from, until: hasTail ? until - 1 : until, hasTail }
}

/** One character per byte; what is not printable becomes `?`, which fits no field that is understood. */
function charactersOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '?'
  return text
}

function failed(code: DecodeFailure['code'], detail: string): Result<never, DecodeFailure> {
  return refused({ code, detail })
}

export function parseText(bytes: Uint8Array): Result<TextMessage, DecodeFailure> {
  const bounds = textBounds(bytes)
  const text = charactersOf(bytes.subarray(bounds.from, bounds.until))
  const fields = text.split(',')
  const match = header.exec(fields[0] ?? '')
  if (!match) return failed('framing', 'The message begins with no header of @Track.')
  if (fields.length > maxFields) return failed('malformed', 'The message has more fields than any report.')
  const [, lead, gt, word] = match as unknown as [string, TextMessage['lead'], string | undefined, string]
  const identifierFirst = imei.test(fields[1] ?? '')
  const dialect = identifierFirst ? (gt === undefined ? 'pro' : 'old') : 'track'
  const [version, identifier] = dialect === 'track' ? [fields[1] ?? '', fields[2] ?? ''] : ['', fields[1]!]
  if (!protocolVersion.test(version)) return failed('malformed', 'The protocol version is none.')
  if (!uniqueId.test(identifier)) return failed('malformed', 'The identifier is no IMEI.')
  const last = fields.at(-1)!
  const count = fields.length > 3 && dialect !== 'old' && countNumber.test(last) ? last : undefined
  // With neither tail character nor count number it was cut short, and nothing else would tell.
  if (!bounds.hasTail && count === undefined && dialect !== 'old') return failed('framing', 'The message has no end.')
  const beforeCount = fields.length - (count === undefined ? 0 : 1)
  const sent = count === undefined ? undefined : fields[beforeCount - 1]
  const hasSent = sent !== undefined && (sent === '' || /^\d{14}$/.test(sent))
  const payloadEnd = bounds.until - (count === undefined ? 0 : last.length + 1)
  return ok({
    lead,
    word,
    dialect,
    version: version.toUpperCase(),
    identifier: identifier.toUpperCase(),
    fields,
    until: beforeCount - (hasSent ? 1 : 0),
    sentAt: instantOfText(sent),
    count,
    payload: bytes.slice(bounds.from + lead.length + 2, payloadEnd),
  })
}
