import { invariant } from '@bilezik/domain'
import {
  type BilezikSender,
  createBilezikFramer,
  encodeBilezikAnswer,
  encodeBilezikRecord,
  encodeBilezikReport,
  readBilezikDownlink,
} from '@bilezik/protocols'
import type { BraceletRecord } from '../bracelet/record.ts'
import type { Heard, Speech } from './speech.ts'

/** Bilezik's own protocol as docs/guides/make-a-device.md asks for it: no login, frames that count up, records that never change. */
export class BilezikSpeech implements Speech {
  readonly #key: Uint8Array
  readonly #boot: number
  #identifier = ''
  #frameNumber = 0
  #recordNumber = 0
  #framer = createBilezikFramer()
  /** Made once, and sent unchanged as often as it takes. */
  readonly #made = new WeakMap<BraceletRecord, readonly Uint8Array[]>()
  readonly #sent = new Map<number, number>()

  constructor(key: Uint8Array, boot = 1) {
    this.#key = key
    this.#boot = boot
  }

  greet(identifier: string): undefined {
    this.#identifier = identifier
    this.#framer = createBilezikFramer()
    // What was under way on the last connection is answered by nobody.
    this.#sent.clear()
  }

  report(number: number, records: readonly BraceletRecord[]): Uint8Array {
    return encodeBilezikReport(
      this.#sender(number),
      records.flatMap((record) => this.#bytesOf(record)),
    )
  }

  heartbeat(number: number): Uint8Array {
    return encodeBilezikReport(this.#sender(number), [])
  }

  hear(chunk: Uint8Array): readonly Heard[] {
    return this.#framer.push(chunk).flatMap((output): readonly Heard[] => {
      if (output.kind === 'garbage') return [{ kind: 'nonsense', why: 'the gateway sent what is no frame' }]
      const read = readBilezikDownlink(output.bytes, this.#key)
      // What is not signed with this device's key is dropped without an answer.
      if (!read.ok || read.value.identifier !== this.#identifier) return []
      const downlink = read.value
      if (downlink.kind === 'command') {
        const { token } = downlink
        const answerWith = (text: string) => encodeBilezikAnswer(this.#sender(), { token, result: 'done', text })
        return [{ kind: 'command', words: downlink.command?.kind ?? 'unknown', answerWith }]
      }
      const number = downlink.boot === this.#boot ? this.#sent.get(downlink.number) : undefined
      if (number === undefined || downlink.result !== 'stored') return []
      this.#sent.delete(downlink.number)
      return [{ kind: 'answered', number }]
    })
  }

  #sender(sending?: number): BilezikSender {
    const number = ++this.#frameNumber
    if (sending !== undefined) this.#sent.set(number, sending)
    return { identifier: this.#identifier, key: this.#key, boot: this.#boot, number }
  }

  #bytesOf(record: BraceletRecord): readonly Uint8Array[] {
    const known = this.#made.get(record)
    if (known) return known
    const { alarm, battery, fixAt, lat, lon } = record
    invariant(alarm !== 'sos' && alarm !== 'low-battery', 'a device on the bench feels its strap and nothing else')
    const { accuracyMetres, isValid, source, satellites } = record.observation
    const write = (content: Parameters<typeof encodeBilezikRecord>[2]) =>
      encodeBilezikRecord(this.#recordNumber++ & 0xffff, { fixAt }, content)
    const made = [
      ...(alarm ? [write({ kind: 'wear', signal: alarm })] : []),
      write({ kind: 'fix', lat, lon, accuracyMetres, isValid, source, satellites }),
      ...(battery.levelPercent <= 100 ? [write({ kind: 'power', levelPercent: battery.levelPercent, isCharging: false })] : []),
    ]
    this.#made.set(record, made)
    return made
  }
}
