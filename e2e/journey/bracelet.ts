import { once } from 'node:events'
import { type Socket, connect } from 'node:net'
import { type Instant, type LatLon, instant } from '@bilezik/domain'
import {
  type Gt06Alarm,
  type Gt06Position,
  type Gt06Status,
  createGt06Framer,
  encodeGt06Alarm,
  encodeGt06Heartbeat,
  encodeGt06Login,
  encodeGt06Position,
  parseGt06Frame,
} from '@bilezik/protocols'

const status: Gt06Status = { batteryStep: 87, gsmSignal: 4, isCharging: false, isGpsTracking: true }
/** In a heartbeat a byte above 6 would be the first of a supply's voltage: 5 of 6 steps, which is read as 83 %. */
const heartbeat: Gt06Status = { ...status, batteryStep: 5 }

function positionAt(place: LatLon, fixAt: Instant): Gt06Position {
  return { fixAt, lat: place.lat, lon: place.lon, isValid: true, satellites: 11, speedMetresPerSecond: 0, courseDegrees: 0 }
}

/** A GT06 device on a TCP connection of its own, sending what a test says when the test says so. */
export class TestBracelet {
  readonly #socket: Socket
  readonly #awaited = new Map<number, () => void>()
  #serial = 0

  private constructor(socket: Socket) {
    this.#socket = socket
    const framer = createGt06Framer()
    socket.on('data', (chunk) => {
      for (const output of framer.push(chunk)) {
        const frame = output.kind === 'frame' ? parseGt06Frame(output.bytes) : undefined
        if (frame?.ok) this.#awaited.get(frame.value.serial)?.()
      }
    })
  }

  /** Connects and logs in; resolves once the gateway has let the device in. */
  static async connect(port: number, imei: string): Promise<TestBracelet> {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true })
    await once(socket, 'connect')
    const bracelet = new TestBracelet(socket)
    await bracelet.#ask((serial) => encodeGt06Login(imei, serial))
    return bracelet
  }

  /** Positions have no answer of their own in this protocol; a heartbeat behind them has, and answers come in order. */
  async report(fixes: readonly { readonly place: LatLon; readonly at: Instant }[]): Promise<void> {
    for (const { place, at } of fixes) this.#socket.write(encodeGt06Position(positionAt(place, at), ++this.#serial))
    await this.#ask((serial) => encodeGt06Heartbeat(heartbeat, serial))
  }

  /** Resolves when the gateway has acknowledged, that is stored, the alarm. */
  async alarm(kind: Gt06Alarm, place: LatLon): Promise<void> {
    await this.#ask((serial) => encodeGt06Alarm(kind, positionAt(place, instant(Date.now())), status, serial))
  }

  close(): void {
    this.#socket.destroy()
  }

  #ask(frame: (serial: number) => Uint8Array): Promise<void> {
    const serial = ++this.#serial
    return new Promise((resolve, reject) => {
      const fail = () => reject(new Error('The gateway closed the connection without an answer'))
      this.#socket.once('close', fail)
      this.#awaited.set(serial, () => {
        this.#awaited.delete(serial)
        this.#socket.off('close', fail)
        resolve()
      })
      this.#socket.write(frame(serial))
    })
  }
}
