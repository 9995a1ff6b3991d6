import { ok, type Result } from '@bilezik/domain'
import type { DecodeFailure } from '../../codec.ts'
import { hexPair, sumOf, xorOf } from '../ascii.ts'
import { refuse } from '../family.ts'

/** What an STX frame carries once its envelope is off and its checksum is right. */
export interface StxContent {
  /** Written between the marker and the sentence: an IMEI, a serial number or a name that the owner chose. */
  readonly name: string
  /** From `$GPRMC` to before the semicolon. */
  readonly text: string
  readonly isPadded: boolean
  readonly isUnverified: boolean
}
export type Envelope = Result<StxContent, DecodeFailure>

/** An escape before the length byte, the same in every frame. */
const beforeLength = '\x02'
const nameBytes = 16
const contentAt = 3 + nameBytes + 2

type Check = 'right' | 'wrong' | 'absent' | 'garbled'

function check(stated: string, expected: readonly number[]): Check {
  if (stated === '') return 'absent'
  if (!/^[0-9A-F]{2}$/.test(stated)) return 'garbled'
  return expected.some((sum) => hexPair(sum) === stated) ? 'right' : 'wrong'
}

function opened(content: Omit<StxContent, 'isUnverified'>, checked: Check, isUntrusted: boolean, mayLack: boolean): Envelope {
  if (checked === 'right') return ok({ ...content, isUnverified: false })
  if (checked === 'absent') {
    if (mayLack || isUntrusted) return ok({ ...content, isUnverified: true })
    return refuse('checksum', 'The message lacks its checksum.')
  }
  if (checked === 'garbled') return refuse('framing', 'The checksum is not two hexadecimal digits.')
  return isUntrusted ? ok({ ...content, isUnverified: true }) : refuse('checksum', 'The checksum contradicts the message.')
}

/**
 * `STX`, sixteen characters of name, 02, length, content, `;`, checksum: the exclusive or of all from the name to before the semicolon.
 * A recording as text lost the two bytes before the content, which are then blanks: the length is put back before the sum is taken.
 */
export function openPadded(frame: string, isUntrusted: boolean): Envelope {
  const name = frame.slice(3, 3 + nameBytes)
  const marks = frame.slice(3 + nameBytes, contentAt)
  const semicolon = frame.indexOf(';', contentAt)
  if (semicolon < 0) return refuse('framing', 'The message ends before its checksum.')
  const text = frame.slice(contentAt, semicolon)
  const length = String.fromCharCode(text.length & 0xff)
  const isRecordedAsText = marks === '  '
  if (!isRecordedAsText && marks !== `${beforeLength}${length}`) {
    return refuse('framing', 'The stated length is not that of the message.')
  }
  const checked = check(frame.slice(semicolon + 1), [xorOf(name + beforeLength + length + text)])
  // Real trackers of this family were recorded without the sum; such a message is taken, and marked for ever.
  return opened({ name: name.trim(), text, isPadded: true }, checked, isUntrusted, true)
}

const sentenceAlone = /^\$GPRMC(?:,[^,*;]*){12}$/

/**
 * `STX,name,content;` and a checksum: the sum of all up to and with the semicolon. `LOG` before it marks a stored message; whether it counts
 * in the sum no paper says, so that both sums are right.
 */
export function openComma(frame: string, isUntrusted: boolean): Envelope {
  const isStored = frame.startsWith('LOG')
  const bare = isStored ? frame.slice(3) : frame
  const [, name = '', rest = ''] = /^STX,([^,;]{0,40}),(\$GPRMC,[\s\S]*)$/.exec(bare) ?? []
  if (rest === '') return refuse('framing', 'The message holds no sentence of its receiver.')
  const semicolon = rest.indexOf(';')
  if (semicolon < 0) {
    // A bare sentence and nothing behind it: that too was recorded from a real device. It cannot be told from one cut short there.
    const content = { name, text: rest, isPadded: false }
    return sentenceAlone.test(rest) ? opened(content, 'absent', isUntrusted, true) : refuse('framing', 'The message has no end.')
  }
  const summed = bare.slice(0, bare.length - rest.length + semicolon + 1)
  const sums = isStored ? [sumOf(summed), sumOf(`LOG${summed}`)] : [sumOf(summed)]
  const content = { name, text: rest.slice(0, semicolon), isPadded: false }
  return opened(content, check(rest.slice(semicolon + 1), sums), isUntrusted, false)
}
