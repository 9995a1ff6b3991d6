import type { Framer, FramerOutput, Recognition } from '../codec.ts'
import { createCutter, type Cut, type FinalCut } from '../frame-cutter.ts'
import { textOf } from './ascii.ts'

/** The longest published message, with ten access points, has about 400 bytes. */
export const maxFrameBytes = 2048

/** How a frame may begin, and how much of its front is needed to say so. */
const starts: readonly { readonly whole: RegExp; readonly partial: RegExp }[] = [
  { whole: /^(?:\d{4})?\$MGV\d{3},/, partial: /^(?:\d{1,4}|(?:\d{4})?\$(?:M(?:G(?:V\d{0,3})?)?)?)$/ },
  { whole: /^\$CMV\d{3},/, partial: /^\$(?:C(?:M(?:V\d{0,3})?)?)?$/ },
  { whole: /^(?:LOG)?STX,/, partial: /^(?:L(?:O(?:G(?:S(?:T(?:X)?)?)?)?)?|S(?:T(?:X)?)?)$/ },
  {
    whole: /^STX[ -~]{16}[\s\S]{2}\$GPRMC,/,
    partial: /^STX(?:[ -~]{0,15}|[ -~]{16}[\s\S]{0,2}(?:\$(?:G(?:P(?:R(?:MC?)?)?)?)?)?)$/,
  },
  { whole: /^cmd=aid;/, partial: /^c(?:m(?:d(?:=(?:a(?:i(?:d)?)?)?)?)?)?$/ },
]
/** Longest front that a start needs: `STX`, identifier, two bytes and `$GPRMC,`. */
const frontBytes = 28

function startAt(text: string, at: number): Recognition {
  if (!/[\dLSc$]/.test(text.charAt(at))) return 'no'
  const front = text.slice(at, at + frontBytes)
  if (starts.some(({ whole }) => whole.test(front))) return 'yes'
  return front.length < frontBytes && starts.some(({ partial }) => partial.test(front)) ? 'more' : 'no'
}

/** Where the next frame may begin: a start, or a last stretch that may become one. */
function nextStart(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (startAt(text, at) !== 'no') return at
  return text.length
}

/** The front's own marker holds what looks like a start (`LOG|STX,`, `0159|$MGV`): behind it another one means a frame cut short. */
function ownMarkerBytes(text: string): number {
  return (/^(?:LOG(?=STX,)|\d{4}(?=\$MGV))/.exec(text)?.[0].length ?? 0) + 1
}

function wholeStartBehind(text: string, from: number, until: number): number | undefined {
  for (let at = from; at < until; at++) if (startAt(text, at) === 'yes') return at
  return undefined
}

/** `;` and its two digits close an STX frame; a line end closes what lacks them. Undefined: not yet. */
function endOfStx(text: string): number | undefined {
  // The length byte of a padded frame may be any character.
  const from = text.startsWith('STX,') || text.startsWith('LOG') ? 0 : 21
  const lineEnd = text.indexOf('\n', from)
  const semicolon = text.indexOf(';', from)
  if (semicolon < 0 || (lineEnd >= 0 && lineEnd < semicolon)) return lineEnd < 0 ? undefined : lineEnd + 1
  const behind = text.slice(semicolon + 1, semicolon + 3)
  if (/^[0-9A-F]{2}$/.test(behind)) return semicolon + 3
  if (/^[\r\n]/.test(behind)) return semicolon + 1
  if (behind.length < 2) return undefined
  return lineEnd < 0 ? undefined : lineEnd + 1
}

function endOf(text: string): number | undefined {
  if (/^(?:LOG)?STX/.test(text)) return endOfStx(text)
  const mark = text.startsWith('cmd=') ? -1 : text.indexOf('!')
  const lineEnd = text.indexOf('\n')
  const ends = [mark, lineEnd].filter((at) => at >= 0)
  return ends.length === 0 ? undefined : Math.min(...ends) + 1
}

function step(bytes: Uint8Array): Cut {
  // No decision needs more than one frame and the front of the next.
  const text = textOf(bytes.subarray(0, maxFrameBytes + frontBytes))
  const blanks = /^[\r\n\0]+/.exec(text)
  if (blanks) return { kind: 'garbage', byteCount: blanks[0].length, reason: 'framing' }
  const start = startAt(text, 0)
  if (start === 'more') return 'wait'
  if (start === 'no') return { kind: 'garbage', byteCount: nextStart(text, 1), reason: 'framing' }
  const end = endOf(text)
  const within = end !== undefined && end <= maxFrameBytes
  const other = wholeStartBehind(text, ownMarkerBytes(text), within ? end : Math.min(text.length, maxFrameBytes))
  if (other !== undefined) return { kind: 'garbage', byteCount: other, reason: 'framing' }
  if (within) return { kind: 'frame', byteCount: end }
  return bytes.length < maxFrameBytes ? 'wait' : { kind: 'garbage', byteCount: nextStart(text, 1), reason: 'too-long' }
}

/** At the stream's end a frame without its last bytes is shown to the decoder, which knows what is missing. */
function cutAtEnd(rest: Uint8Array): FinalCut {
  const isBegun = startAt(textOf(rest.subarray(0, frontBytes)), 0) === 'yes'
  return { kind: isBegun ? 'frame' : 'garbage', byteCount: rest.length }
}

const isBlank = (byte: number | undefined) => byte === 0x0d || byte === 0x0a || byte === 0

/** Line ends belong to no frame, and between two frames they are no garbage. */
function trimmed(output: FramerOutput): readonly FramerOutput[] {
  let [from, until] = [0, output.bytes.length]
  while (from < until && isBlank(output.bytes[from])) from++
  while (until > from && isBlank(output.bytes[until - 1])) until--
  return from === until ? [] : [{ ...output, bytes: output.bytes.slice(from, until) }]
}

export function createMegastekFramer(): Framer {
  const cutter = createCutter({ maxFrameBytes, cut: step, cutAtEnd })
  return {
    push: (chunk) => cutter.push(chunk).flatMap(trimmed),
    flush: () => cutter.flush().flatMap(trimmed),
  }
}

export function recogniseMegastek(first: Uint8Array): Recognition {
  const text = textOf(first.subarray(0, frontBytes))
  return text === '' ? 'more' : startAt(text, 0)
}
