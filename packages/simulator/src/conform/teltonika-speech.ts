import { encodeTeltonikaAnswer, encodeTeltonikaLogin, encodeTeltonikaRecords } from '@bilezik/protocols'
import type { BraceletRecord } from '../bracelet/record.ts'
import type { Heard, Speech } from './speech.ts'
import { teltonikaRecordOf } from './teltonika-record.ts'

const nothing = new Uint8Array(0)
/** Four zeros and a length; what a command's text begins behind: codec, quantity, type, length; the checksum. */
const headerBytes = 8
const checksumBytes = 4
const textAt = 7

/** An IMEI, one byte that lets it in, then packets, each answered by how many of its records were taken. */
export class TeltonikaSpeech implements Speech {
  #held: Uint8Array = nothing
  #isIn = false
  /** One packet is under way at a time. */
  #underWay: { readonly number: number; readonly count: number } | undefined

  greet(identifier: string): Uint8Array {
    this.#held = nothing
    this.#isIn = false
    this.#underWay = undefined
    return encodeTeltonikaLogin(identifier)
  }

  report(number: number, records: readonly BraceletRecord[]): Uint8Array {
    this.#underWay = { number, count: records.length }
    return encodeTeltonikaRecords(records.map(teltonikaRecordOf))
  }

  heartbeat(): undefined {}

  hear(chunk: Uint8Array): readonly Heard[] {
    this.#held = Uint8Array.from([...this.#held, ...chunk])
    const heard: Heard[] = []
    for (let one = this.#next(); one; one = this.#next()) heard.push(one)
    return heard
  }

  #take(count: number): DataView | undefined {
    if (this.#held.length < count) return undefined
    const taken = this.#held.subarray(0, count)
    this.#held = this.#held.subarray(count)
    return new DataView(taken.buffer, taken.byteOffset, count)
  }

  #next(): Heard | undefined {
    if (!this.#isIn) return this.#letIn()
    if (this.#held.length < 4) return undefined
    const first = new DataView(this.#held.buffer, this.#held.byteOffset, 4).getUint32(0)
    return first === 0 ? this.#command() : this.#answered()
  }

  #letIn(): Heard | undefined {
    const answer = this.#take(1)?.getUint8(0)
    if (answer === undefined) return undefined
    this.#isIn = answer === 1
    return this.#isIn ? { kind: 'let-in' } : { kind: 'nonsense', why: 'the gateway does not let this device in' }
  }

  #answered(): Heard | undefined {
    const count = this.#take(4)?.getUint32(0)
    if (count === undefined || !this.#underWay || count !== this.#underWay.count)
      return { kind: 'nonsense', why: 'the gateway acknowledges another number of records' }
    const { number } = this.#underWay
    this.#underWay = undefined
    return { kind: 'answered', number }
  }

  #command(): Heard | undefined {
    if (this.#held.length < headerBytes) return undefined
    const length = new DataView(this.#held.buffer, this.#held.byteOffset, headerBytes).getUint32(4)
    const frame = this.#take(headerBytes + length + checksumBytes)
    if (!frame) return undefined
    const textBytes = frame.getUint32(headerBytes + 3)
    const text = new Uint8Array(frame.buffer, frame.byteOffset + headerBytes + textAt, textBytes)
    return { kind: 'command', words: new TextDecoder().decode(text), answerWith: encodeTeltonikaAnswer }
  }
}
