import { type TeltonikaRecord, encodeTeltonikaLogin, encodeTeltonikaRecords } from '@bilezik/protocols'
import { type NumberedRecord, placeOf } from './numbered-record.ts'
import type { Heard, Speech } from './speech.ts'

export function teltonikaRecordOf(record: NumberedRecord): TeltonikaRecord {
  const { fixAt } = record
  return { fixAt, ...placeOf(record), altitudeMetres: 350, courseDegrees: 0, satellites: 9, speedMetresPerSecond: 0 }
}

/** The answer is a count and names nothing: one packet is under way at a time, and the count must be all of it. */
export class TeltonikaSpeech implements Speech {
  readonly #imei: string
  #isIn = false
  #answer = Buffer.alloc(0)
  #asked: { readonly message: number; readonly count: number } | undefined

  constructor(imei: string) {
    this.#imei = imei
  }

  greet(): Uint8Array {
    this.#isIn = false
    this.#answer = Buffer.alloc(0)
    this.#asked = undefined
    return encodeTeltonikaLogin(this.#imei)
  }

  report(message: number, records: readonly NumberedRecord[]): Uint8Array {
    this.#asked = { message, count: records.length }
    return encodeTeltonikaRecords(records.map(teltonikaRecordOf))
  }

  hear(chunk: Uint8Array): readonly Heard[] {
    const heard: Heard[] = []
    this.#answer = Buffer.concat([this.#answer, chunk])
    if (!this.#isIn && this.#answer.length > 0) {
      if (this.#answer[0] !== 1) return [{ kind: 'nonsense', why: 'not let in' }]
      this.#isIn = true
      this.#answer = this.#answer.subarray(1)
      heard.push({ kind: 'let-in' })
    }
    if (this.#answer.length < 4) return heard
    const asked = this.#asked
    const count = this.#answer.readUInt32BE()
    this.#answer = this.#answer.subarray(4)
    this.#asked = undefined
    heard.push(asked?.count === count ? { kind: 'stored', message: asked.message } : { kind: 'nonsense', why: `took ${count}` })
    return heard
  }
}
