import { type Socket, connect } from 'node:net'
import {
  type Gt06Position,
  type Gt06Frame,
  type Gt06Status,
  buildGt06Frame,
  createGt06Framer,
  encodeGt06Alarm,
  encodeGt06Heartbeat,
  encodeGt06Login,
  encodeGt06Position,
  parseGt06Frame,
} from '@bilezik/protocols'
import type { Battery } from '../bracelet/battery.ts'
import type { BraceletRecord } from '../bracelet/record.ts'
import type { Link, LinkEvents, Wire } from './link.ts'

export interface Gt06Gateway {
  readonly host: string
  readonly port: number
}

const letInWithinMs = 15_000
const loginSerial = 0
const commandType = 0x80
const answerType = 0x21
const asAscii = 0x01

/** The battery byte of an alarm: per cent where it cannot be taken for one of the steps 0 to 6. */
function statusOf(battery: Battery): Gt06Status {
  return {
    batteryStep: battery.levelPercent > 6 ? battery.levelPercent : Math.min(1, battery.levelPercent),
    gsmSignal: 3,
    isCharging: battery.isCharging,
    isGpsTracking: true,
  }
}

/** In a heartbeat a byte above 6 would be the first of a supply's voltage: the level goes in steps there. */
function steppedStatusOf(battery: Battery): Gt06Status {
  return { ...statusOf(battery), batteryStep: Math.ceil((battery.levelPercent * 6) / 100) }
}

/** Behind its length stand the server's flag (4), which comes back in the answer, and the words. */
function readCommand(frame: Gt06Frame): { readonly flag: Uint8Array; readonly words: string } {
  return { flag: frame.content.subarray(1, 5), words: new TextDecoder().decode(frame.content.subarray(5)) }
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
  readonly #wire: Wire
  #socket: Socket | undefined
  #isIn = false
  #serial = 0
  /** Frames that will be answered, in order, and the sendings they close. */
  #asked: { readonly serial: number; readonly number: number }[] = []

  constructor(gateway: Gt06Gateway, imei: string, events: LinkEvents, wire: Wire = (bytes) => bytes) {
    this.#gateway = gateway
    this.#imei = imei
    this.#events = events
    this.#wire = wire
  }

  open(): void {
    const socket = connect({ host: this.#gateway.host, port: this.#gateway.port, noDelay: true })
    const framer = createGt06Framer()
    this.#socket = socket
    this.#isIn = false
    this.#asked = []
    this.#serial = loginSerial
    socket.setTimeout(letInWithinMs, () => this.#lost(socket, 'not let in within 15 s'))
    socket.on('connect', () => this.#write(encodeGt06Login(this.#imei, loginSerial)))
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
      // The family has no word for a strap that is closed again.
      if (record.alarm && record.alarm !== 'strap-closed') {
        frames.push(encodeGt06Alarm(record.alarm, positionOf(record), statusOf(record.battery), serial))
        // The last alarm of a sending closes it; the answers before it are taken and mean nothing.
        this.#asked = this.#asked.filter((asked) => asked.number !== number)
        this.#asked.push({ serial, number: number })
      } else frames.push(encodeGt06Position(positionOf(record), serial, { isLate: record.isStored }))
    }
    this.#write(Buffer.concat(frames))
  }

  heartbeat(number: number, battery: Battery): void {
    const serial = this.#nextSerial()
    this.#asked.push({ serial, number })
    this.#write(encodeGt06Heartbeat(steppedStatusOf(battery), serial))
  }

  close(): void {
    const socket = this.#socket
    this.#socket = undefined
    socket?.destroy()
  }

  #write(bytes: Uint8Array): void {
    this.#socket?.write(this.#wire(bytes))
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
    // It bears a serial number of the gateway's own, which answers nothing.
    if (frame.value.type === commandType) return this.#obey(frame.value)
    const index = this.#asked.findIndex((asked) => asked.serial === frame.value.serial)
    if (index < 0) return
    const { number } = this.#asked[index] as { number: number }
    this.#asked.splice(0, index + 1)
    this.#events.onAnswered(number)
  }

  #obey(command: Gt06Frame): void {
    const { flag, words } = readCommand(command)
    const text = this.#events.onCommand?.(words)
    if (text === undefined) return
    const content = Uint8Array.from([...flag, asAscii, ...new TextEncoder().encode(text)])
    this.#write(buildGt06Frame(answerType, content, this.#nextSerial()))
  }

  #lost(socket: Socket, why: string): void {
    if (this.#socket !== socket) return
    this.close()
    this.#events.onClosed(why)
  }
}
