import { type Socket, connect } from 'node:net'
import {
  type Gt06Position,
  type Gt06Status,
  createGt06Framer,
  encodeGt06Alarm,
  encodeGt06Heartbeat,
  encodeGt06Login,
  encodeGt06Position,
  parseGt06Frame,
} from '@bilezik/protocols'
import type { Battery } from '../bracelet/battery.ts'
import type { BraceletRecord } from '../bracelet/record.ts'
import type { Link, LinkEvents } from './link.ts'

export interface Gt06Gateway {
  readonly host: string
  readonly port: number
}

const letInWithinMs = 15_000
const loginSerial = 0

/** The battery byte: per cent where it cannot be taken for one of the steps 0 to 6. */
function statusOf(battery: Battery): Gt06Status {
  return {
    batteryStep: battery.levelPercent > 6 ? battery.levelPercent : Math.min(1, battery.levelPercent),
    gsmSignal: 3,
    isCharging: battery.isCharging,
    isGpsTracking: true,
  }
}

function positionOf(record: BraceletRecord): Gt06Position {
  const { isValid, satellites, speedMetresPerSecond, courseDegrees } = record.observation
  return { fixAt: record.fixAt, lat: record.lat, lon: record.lon, isValid, satellites, speedMetresPerSecond, courseDegrees }
}

/** One TCP connection at a time: login, then frames under rising serial numbers; answers name the serial they answer. */
export class Gt06Link implements Link {
  readonly #gateway: Gt06Gateway
  readonly #imei: string
  readonly #events: LinkEvents
  #socket: Socket | undefined
  #isIn = false
  #serial = 0
  /** Frames that will be answered, in order, and the sendings they close. */
  #asked: { readonly serial: number; readonly number: number }[] = []

  constructor(gateway: Gt06Gateway, imei: string, events: LinkEvents) {
    this.#gateway = gateway
    this.#imei = imei
    this.#events = events
  }

  open(): void {
    const socket = connect({ host: this.#gateway.host, port: this.#gateway.port, noDelay: true })
    const framer = createGt06Framer()
    this.#socket = socket
    this.#isIn = false
    this.#asked = []
    this.#serial = loginSerial
    socket.setTimeout(letInWithinMs, () => this.#lost(socket, 'not let in within 15 s'))
    socket.on('connect', () => socket.write(encodeGt06Login(this.#imei, loginSerial)))
    socket.on('data', (chunk) => {
      for (const output of framer.push(chunk)) {
        if (this.#socket !== socket) return
        if (output.kind === 'frame') this.#heard(socket, output.bytes)
        else this.#lost(socket, 'the gateway sent what is no frame')
      }
    })
    socket.on('error', (error) => this.#lost(socket, error.message))
    socket.on('close', () => this.#lost(socket, 'closed by the gateway'))
  }

  send(number: number, records: readonly BraceletRecord[]): void {
    const frames: Uint8Array[] = []
    for (const record of records) {
      const serial = this.#nextSerial()
      if (record.alarm) {
        frames.push(encodeGt06Alarm(record.alarm, positionOf(record), statusOf(record.battery), serial))
        // The last alarm of a sending closes it; the answers before it are taken and mean nothing.
        this.#asked = this.#asked.filter((asked) => asked.number !== number)
        this.#asked.push({ serial, number: number })
      } else frames.push(encodeGt06Position(positionOf(record), serial, { isLate: record.isStored }))
    }
    this.#socket?.write(Buffer.concat(frames))
  }

  heartbeat(number: number, battery: Battery): void {
    const serial = this.#nextSerial()
    this.#asked.push({ serial, number })
    this.#socket?.write(encodeGt06Heartbeat(statusOf(battery), serial))
  }

  close(): void {
    const socket = this.#socket
    this.#socket = undefined
    socket?.destroy()
  }

  #nextSerial(): number {
    // Two bytes on the wire; 0 stays with the login.
    this.#serial = (this.#serial % 0xffff) + 1
    return this.#serial
  }

  #heard(socket: Socket, bytes: Uint8Array): void {
    const frame = parseGt06Frame(bytes)
    if (!frame.ok) return this.#lost(socket, `the gateway sent a frame that is none: ${frame.reason.detail}`)
    if (!this.#isIn) {
      if (frame.value.serial !== loginSerial) return this.#lost(socket, 'the answer to the login names another serial')
      this.#isIn = true
      socket.setTimeout(0)
      return this.#events.onOpened()
    }
    const index = this.#asked.findIndex((asked) => asked.serial === frame.value.serial)
    if (index < 0) return
    const { number } = this.#asked[index] as { number: number }
    this.#asked.splice(0, index + 1)
    this.#events.onAnswered(number)
  }

  #lost(socket: Socket, why: string): void {
    if (this.#socket !== socket) return
    this.close()
    this.#events.onClosed(why)
  }
}
