import {
  type FixSource,
  type Instant,
  type InterferenceReading,
  invariant,
  type MotionReading,
  type PowerReading,
  type ProximityReading,
  type SeenCell,
  type SeenWifi,
  type TelemetryReading,
  type WearReading,
} from '@bilezik/domain'
import { ByteWriter } from './byte-writer.ts'
import { type AnswerResult, answerResults } from './commands.ts'
import { bodyRoom, buildUnsealed, kinds } from './frame.ts'
import { writeCells, writeWifi } from './records/networks.ts'
import { type PositionContent, writeNoPlace, writePosition } from './records/position.ts'
import { noClockBit } from './records/read-record.ts'
import { recordTypes } from './records/record-type.ts'
import { writeInterference, writeMotion, writePower, writeProximity, writeWear } from './records/state.ts'
import {
  type HeartbeatContent,
  type TemperaturePlace,
  writeHeartbeat,
  writeTemperature,
  writeValues,
} from './records/telemetry.ts'
import { secondsOf } from './replies.ts'
import { seal } from './signing.ts'

/** What one record says. */
export type BilezikContent =
  | PositionContent
  /** The device looked for its place and found none. */
  | { readonly kind: 'no-place'; readonly source: FixSource }
  | Omit<WearReading, 'fixAt'>
  | Omit<PowerReading, 'fixAt'>
  | { readonly kind: 'sos' }
  | Omit<MotionReading, 'fixAt'>
  | { readonly kind: 'temperature'; readonly celsius: number; readonly place: TemperaturePlace }
  | Omit<InterferenceReading, 'fixAt'>
  | Omit<ProximityReading, 'fixAt'>
  /** At most 19. */
  | { readonly kind: 'cells'; readonly cells: readonly SeenCell[] }
  /** At most 36. */
  | { readonly kind: 'wifi'; readonly wifi: readonly SeenWifi[] }
  | { readonly kind: 'values'; readonly values: TelemetryReading['values'] }
  | ({ readonly kind: 'heartbeat' } & HeartbeatContent)
  /** A record of the maker's own: 0x60 to 0x7F. */
  | { readonly kind: 'private'; readonly type: number; readonly body: Uint8Array }

/** When it was noted: by the clock, to the second, or since the start where the device has no time yet. */
export type BilezikMoment = { readonly fixAt: Instant } | { readonly uptimeSeconds: number }

function typeOf(content: BilezikContent): number {
  switch (content.kind) {
    case 'fix':
    case 'no-place':
      return recordTypes.position
    case 'private':
      return content.type
    default:
      return recordTypes[content.kind]
  }
}

function bodyOf(content: BilezikContent): Uint8Array {
  const writer = new ByteWriter()
  switch (content.kind) {
    case 'fix':
      return writePosition(writer, content).done()
    case 'no-place':
      return writeNoPlace(writer, content.source).done()
    case 'wear':
      return writeWear(writer, content).done()
    case 'power':
      return writePower(writer, content).done()
    case 'sos':
      return writer.done()
    case 'motion':
      return writeMotion(writer, content).done()
    case 'temperature':
      return writeTemperature(writer, content.celsius, content.place).done()
    case 'interference':
      return writeInterference(writer, content).done()
    case 'proximity':
      return writeProximity(writer, content).done()
    case 'cells':
      return writeCells(writer, content.cells).done()
    case 'wifi':
      return writeWifi(writer, content.wifi).done()
    case 'values':
      return writeValues(writer, content.values).done()
    case 'heartbeat':
      return writeHeartbeat(writer, content).done()
    case 'private':
      return content.body
    default:
      return content satisfies never
  }
}

/** The bytes of one record: made once, and sent unchanged as often as it takes. `number` counts on over restarts, 65535 → 0. */
export function encodeBilezikRecord(number: number, moment: BilezikMoment, content: BilezikContent): Uint8Array {
  const type = typeOf(content)
  const body = bodyOf(content)
  invariant(type < noClockBit, 'a type of record has seven bits')
  const writer = new ByteWriter()
  if ('fixAt' in moment) writer.uint(type, 1).uint(body.length, 1).uint(number, 2).uint(secondsOf(moment.fixAt), 4)
  else
    writer
      .uint(type | noClockBit, 1)
      .uint(body.length, 1)
      .uint(number, 2)
      .uint(moment.uptimeSeconds, 4)
  return writer.put(body).done()
}

/** Who sends, and which of its frames this is: start and number only ever rise. */
export interface BilezikSender {
  readonly identifier: string
  readonly key: Uint8Array
  readonly boot: number
  readonly number: number
}

function sealed(kind: number, { identifier, key, boot, number }: BilezikSender, body: Uint8Array): Uint8Array {
  return seal(buildUnsealed({ kind, identifier, boot, number }, body), key)
}

/** One frame of records; without any it says that the device is there, and asks for the time. */
export function encodeBilezikReport(sender: BilezikSender, records: readonly Uint8Array[]): Uint8Array {
  const writer = new ByteWriter()
  for (const record of records) writer.put(record)
  return sealed(kinds.report, sender, writer.done())
}

/** How many of these records, from the first, one frame of this device holds. */
export function bilezikRecordsThatFit(identifier: string, records: readonly Uint8Array[]): number {
  let room = bodyRoom(identifier)
  const tooMany = records.findIndex((record) => (room -= record.length) < 0)
  return tooMany === -1 ? records.length : tooMany
}

/** What became of a command, by its token. */
export function encodeBilezikAnswer(
  sender: BilezikSender,
  answer: { readonly token: number; readonly result: AnswerResult; readonly text?: string },
): Uint8Array {
  const body = new ByteWriter().uint(answer.token, 4).uint(answerResults.indexOf(answer.result), 1)
  return sealed(kinds.answer, sender, (answer.text ? body.text(answer.text) : body).done())
}
