import { type Gt06Status, createGt06Framer, encodeGt06Alarm, encodeGt06Login, parseGt06Frame } from '@bilezik/protocols'
import { type NumberedRecord, placeOf } from './numbered-record.ts'
import type { Heard, Speech } from './speech.ts'

const loginType = 0x01
const alarmType = 0x26
const loginSerial = 0
const status: Gt06Status = { batteryStep: 6, gsmSignal: 4, isCharging: false, isGpsTracking: true }
const standing = { isValid: true, satellites: 9, speedMetresPerSecond: 0, courseDegrees: 0 }

/** Positions have no answer in this protocol: a device that must know sends them as the message that has one, with no alarm in it. */
export class Gt06Speech implements Speech {
  readonly #imei: string
  #framer = createGt06Framer()
  #bySerial = new Map<number, number>()

  constructor(imei: string) {
    this.#imei = imei
  }

  greet(): Uint8Array {
    this.#framer = createGt06Framer()
    this.#bySerial = new Map()
    return encodeGt06Login(this.#imei, loginSerial)
  }

  /** One record a message. */
  report(message: number, records: readonly NumberedRecord[]): Uint8Array {
    // Two bytes; 0 stays with the login.
    const serial = (message % 0xffff) + 1
    this.#bySerial.set(serial, message)
    const frames = records.map((record) =>
      encodeGt06Alarm('none', { ...standing, ...placeOf(record), fixAt: record.fixAt }, status, serial),
    )
    return Buffer.concat(frames)
  }

  hear(chunk: Uint8Array): readonly Heard[] {
    return this.#framer.push(chunk).flatMap((output): readonly Heard[] => {
      const frame = output.kind === 'frame' ? parseGt06Frame(output.bytes) : undefined
      if (!frame?.ok) return [{ kind: 'nonsense', why: 'no frame, or a wrong checksum' }]
      const { type, serial } = frame.value
      if (type === loginType && serial === loginSerial) return [{ kind: 'let-in' }]
      const message = type === alarmType ? this.#bySerial.get(serial) : undefined
      if (message === undefined) return [{ kind: 'nonsense', why: 'an answer to nothing' }]
      this.#bySerial.delete(serial)
      return [{ kind: 'stored', message }]
    })
  }
}
