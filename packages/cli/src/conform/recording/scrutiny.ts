import type { ProtocolName } from '@bilezik/domain'
import { type Message, parseBilezikFrame, readingsOf } from '@bilezik/protocols'
import type { UnreadableReason } from './events.ts'
import { fingerprintOf } from './heard-record.ts'

export interface Flaw {
  readonly reason: UnreadableReason
  readonly detail: string
}

/** Looks at a message that was understood for what the server forgives and a maker should not. */
export type Scrutiny = (frame: Uint8Array, message: Message) => Flaw | undefined

function contradictingRecord(message: Message): Flaw | undefined {
  const isMalformed = readingsOf(message).some(
    (reading) => reading.kind === 'telemetry' && reading.values['isMalformed'] === true,
  )
  return isMalformed ? { reason: 'malformed', detail: 'The body of a record contradicts its type.' } : undefined
}

const recordNumberOf = (payload: Uint8Array) => (payload[2] ?? 0) * 256 + (payload[3] ?? 0)

/** What docs/guides/make-a-device.md asks of frames (C2) and of records (C3) beyond one frame alone. */
function bilezikScrutiny(): Scrutiny {
  let last = { boot: 0, number: 0 }
  // At most 65,536: record numbers have two bytes.
  const records = new Map<number, string>()
  return (bytes, message) => {
    const frame = parseBilezikFrame(bytes)
    if (!frame.ok) return undefined
    const { boot, number } = frame.value
    const isRising = boot > last.boot || (boot === last.boot && number > last.number)
    last = isRising ? { boot, number } : last
    if (!isRising) return { reason: 'not-rising', detail: `Frame ${boot}/${number} came after ${last.boot}/${last.number}.` }
    for (const { payload } of message.records) {
      const no = recordNumberOf(payload)
      const [known, now] = [records.get(no), fingerprintOf(payload)]
      records.set(no, now)
      if (known !== undefined && known !== now)
        return { reason: 'changed-record', detail: `Record ${no} came again with other bytes.` }
    }
    return contradictingRecord(message)
  }
}

export function createScrutiny(protocol: ProtocolName): Scrutiny {
  return protocol === 'bilezik' ? bilezikScrutiny() : (_frame, message) => contradictingRecord(message)
}
