import { encodeBilezikRecord, encodeBilezikReport, readBilezikDownlink } from '@bilezik/protocols'
import { type NumberedRecord, placeOf } from './numbered-record.ts'

/** The device's end of Bilezik's own protocol, over whatever transport: frames that count up, records that never change. */
export class BilezikSender {
  readonly #identifier: string
  readonly #key: Uint8Array
  readonly #boot = 1
  #number = 0
  #byNumber = new Map<number, number>()

  constructor(identifier: string, key: Uint8Array) {
    this.#identifier = identifier
    this.#key = key
  }

  /** What was under way on the last connection is answered by nobody. */
  begin(): void {
    this.#byNumber = new Map()
  }

  /** What is sent again goes in a new frame with the next number. */
  report(message: number, records: readonly NumberedRecord[]): Uint8Array {
    const number = ++this.#number
    this.#byNumber.set(number, message)
    const fixes = records.map((record) =>
      encodeBilezikRecord(
        record.number & 0xffff,
        { fixAt: record.fixAt },
        { kind: 'fix', ...placeOf(record), isValid: true, source: 'gnss', accuracyMetres: 5 },
      ),
    )
    return encodeBilezikReport({ identifier: this.#identifier, key: this.#key, boot: this.#boot, number }, fixes)
  }

  /** The message that a frame from the server promises to be stored; undefined where it is not signed with our key, or says anything else. */
  storedBy(frame: Uint8Array): number | undefined {
    const read = readBilezikDownlink(frame, this.#key)
    if (!read.ok || read.value.kind !== 'ack') return undefined
    const { identifier, boot, number, result } = read.value
    if (identifier !== this.#identifier || boot !== this.#boot || result !== 'stored') return undefined
    const message = this.#byNumber.get(number)
    this.#byNumber.delete(number)
    return message
  }
}
