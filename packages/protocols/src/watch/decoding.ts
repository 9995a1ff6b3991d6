import { ok, type Reading, refused, type Result } from '@bilezik/domain'
import { type CommandAnswer, type DecodeFailure, type DeviceRecord, type Message, oneRecord } from '../codec.ts'
import { printableOf } from '../cursor.ts'
import { parseFrame } from './frame.ts'
import { healthReadings, isHealthWord } from './health.ts'
import { parsePosition, readingsOfPosition } from './position.ts'
import { replyWith } from './replies.ts'
import { fieldsBeforePosition, textOf, wordOf } from './words.ts'

/** What one content says. `reply` is the content of the answer. */
interface Understood {
  readonly type: string
  readonly records: readonly DeviceRecord[]
  readonly reply?: string
  readonly answer?: CommandAnswer
}

type Outcome = Result<Understood, DecodeFailure>

const maxTextBytes = 200

function malformed(detail: string): Result<never, DecodeFailure> {
  return refused({ code: 'malformed', detail })
}

/**
 * UD and its repetition UD2 hold the same record, so the word is no part of it. AL says more than its bits: a watch sends it for
 * an alarm even where none is set.
 */
function decodePosition(word: string, rest: Uint8Array, skipped: number): Outcome {
  const fields = textOf(rest).split(',').slice(skipped).join(',')
  const position = parsePosition(fields)
  if (!position.ok) return position
  const isAlarm = word.startsWith('AL')
  const payload = new TextEncoder().encode(isAlarm ? `AL,${fields}` : fields)
  return ok({
    type: isAlarm ? 'alarm' : 'position',
    records: oneRecord(payload, readingsOfPosition(position.value, isAlarm)),
    ...(isAlarm ? { reply: 'AL' } : {}),
  })
}

/** `LK`, or `LK,steps,rolls,battery`. With two figures nobody says which they are. */
function decodeLink(content: Uint8Array, rest: Uint8Array): Outcome {
  const heartbeat = { type: 'heartbeat', records: [], reply: 'LK' }
  const texts = textOf(rest).split(',')
  if (texts.length < 3) return ok(heartbeat)
  if (!texts.slice(0, 3).every((text) => /^ *\d{0,9}$/.test(text))) return malformed('A figure of the heartbeat is no number.')
  const [steps, rolls, battery] = texts.map((text) => (text.trim() === '' ? undefined : Number(text)))
  const values = { ...(steps === undefined ? {} : { steps }), ...(rolls === undefined ? {} : { rolls }) }
  const readings: Reading[] = [
    ...(battery === undefined || battery > 100 ? [] : [{ kind: 'power', levelPercent: battery } as const]),
    ...(Object.keys(values).length === 0 ? [] : [{ kind: 'telemetry', values } as const]),
  ]
  return ok({ ...heartbeat, records: oneRecord(content, readings) })
}

function decodeHealth(word: string, content: Uint8Array, text: string): Outcome {
  const readings = healthReadings(word, text)
  if (!readings.ok) return readings
  // The paper prints the answers in small letters, and one with a status: 1, taken as normal.
  const reply = word === 'OXYGEN' ? 'oxygen,1' : word === 'BPHRT' || word === 'BTEMP2' ? word.toLowerCase() : undefined
  return ok({ type: 'health', records: oneRecord(content, readings.value), ...(reply === undefined ? {} : { reply }) })
}

/** Voice and pictures of the person's surroundings are not looked into: only that and how much came. */
function decodeMedia(type: string, content: Uint8Array, values: Record<string, number | string>, reply?: string): Outcome {
  const readings: Reading[] = [{ kind: 'telemetry', values }]
  return ok({ type, records: oneRecord(content, readings), ...(reply === undefined ? {} : { reply }) })
}

function decodeVoice(content: Uint8Array, rest: Uint8Array): Outcome {
  // One digit is no voice: the watch says whether it took ours.
  if (rest.length <= 1) return ok({ type: 'acknowledgement', records: [] })
  return decodeMedia('voice', content, { voiceBytes: rest.length }, 'TK,1')
}

function decodeImage(content: Uint8Array, rest: Uint8Array): Outcome {
  const [origin = '', takenAt = ''] = textOf(rest.subarray(0, 32)).split(',')
  if (!/^\d{1,4}$/.test(origin) || !/^\d{1,14}$/.test(takenAt)) return malformed('A picture without origin or time.')
  // In which zone the time is, no paper says: it is kept as the watch wrote it and dates nothing.
  const imageBytes = rest.length - origin.length - takenAt.length - 2
  return decodeMedia('image', content, { imageBytes: Math.max(0, imageBytes), imageOrigin: Number(origin), imageTime: takenAt })
}

function decodeIccid(content: Uint8Array, text: string): Outcome {
  if (!/^[0-9a-f]{10,22}$/i.test(text.trim())) return malformed('The number of the SIM card is none.')
  return decodeMedia('iccid', content, { iccid: text.trim() })
}

/** Words that hold nothing to keep, and what they are answered with. */
const emptyWords: Readonly<Record<string, { readonly type: string; readonly reply?: string }>> = {
  INIT: { type: 'login', reply: 'INIT,1' },
  TKQ: { type: 'voice-request', reply: 'TKQ' },
  TKQ2: { type: 'voice-request', reply: 'TKQ2' },
  CONFIG: { type: 'configuration', reply: 'CONFIG,1' },
  // One of several pieces of a voice message: a piece says nothing by itself.
  JXTK: { type: 'voice-piece', reply: 'JXTKR,1' },
}

/** Words of ours that the watch says back when it has obeyed. */
const commandWords: ReadonlySet<string> = new Set(['CR', 'UPLOAD', 'RESET', 'FIND'])

/** The watch says back settings that others than us have sent, or tells about itself what nobody watches. */
const acknowledgedWords: ReadonlySet<string> = new Set(
  (
    'ACALL APN APPLOCK BODYTEMP BODYTEMP2 CALL CENTER DEVICEID DEVREFUSEPHONESWITCH DPHBX FACTORY FALLDOWN FLOWER HEALTHAUTOSET ' +
    'HRTSTART IP LOWBAT LSSET LZ MESSAGE MONITOR PHB PHB2 PHBX PHBX2 POWEROFF PPR PROFILE PULSEON PW RCAPTURE REMIND REMOVE ' +
    'REMOVESMS SILENCETIME SILENCETIME2 SLEEPTIME SOS SOS1 SOS2 SOS3 SOSSMS TAKEPILLS TS WALKTIME WDIMGQ WHITELIST1 WHITELIST2 ' +
    'WIFICUR WIFIDEL WIFIINFOUP WIFISEARCH WIFISET'
  ).split(' '),
)

function decodeContent(content: Uint8Array): Outcome {
  const start = wordOf(content)
  if (!start) return malformed('The content begins with no word.')
  const { word } = start
  const rest = content.subarray(start.restAt)
  const skipped = fieldsBeforePosition(word)
  if (skipped !== undefined) return decodePosition(word, rest, skipped)
  if (word === 'LK') return decodeLink(content, rest)
  if (isHealthWord(word)) return decodeHealth(word, content, textOf(rest))
  if (word === 'TK') return decodeVoice(content, rest)
  if (word === 'IMG') return decodeImage(content, rest)
  if (word === 'CCID' || word === 'ICCID') return decodeIccid(content, textOf(rest))
  if (word === 'VERNO') return decodeMedia('version', content, { firmware: printableOf(rest.subarray(0, maxTextBytes)) })
  if (Object.hasOwn(emptyWords, word)) return ok({ ...emptyWords[word]!, records: [] })
  if (commandWords.has(word)) {
    const text = printableOf(content.subarray(0, maxTextBytes))
    return ok({ type: 'answer', records: [], answer: { text, isDone: true } })
  }
  if (acknowledgedWords.has(word)) return ok({ type: 'acknowledgement', records: [] })
  return refused({ code: 'unknown-type', detail: 'The word that the message begins with is not known.' })
}

export function decodeWatch(bytes: Uint8Array): Result<Message, DecodeFailure> {
  const frame = parseFrame(bytes)
  if (!frame.ok) return frame
  const { header, content, isLengthWrong } = frame.value
  const understood = decodeContent(content)
  if (!understood.ok) return understood
  const { type, records, reply, answer } = understood.value
  return ok({
    type,
    identifier: header.identifier,
    records,
    ...(reply === undefined ? {} : { reply: replyWith(header, reply) }),
    ...(answer ? { answer } : {}),
    ...(isLengthWrong ? { isUnverified: true as const } : {}),
  })
}
