import { connect } from 'node:net'
import { once } from 'node:events'
import { createHistogram } from 'node:perf_hooks'
import { instant } from '@bilezik/domain'
import {
  createGt06Framer,
  encodeGt06Heartbeat,
  encodeGt06Login,
  encodeGt06Position,
  encodeOsmAndJson,
  parseGt06Frame,
} from '@bilezik/protocols'

// The load generator: a process of its own, told over IPC what to send and for how long. It answers with what it saw.

export interface LoadRequest {
  readonly protocol: 'gt06' | 'osmand'
  readonly port: number
  readonly identifiers: readonly string[]
  readonly warmUpMs: number
  readonly measuredMs: number
  /** Positions a second over all devices, sent by the clock whatever the answers do; undefined: as fast as they are acknowledged. */
  readonly ratePerSecond?: number
  /** Event time of every device's first position, and each next one a second later. */
  readonly firstFixAtMs: number
}

export interface LoadReport {
  readonly measuredFromMs: number
  readonly measuredUntilMs: number
  readonly sentPositions: number
  readonly repeatedPositions: number
  /** Open loop: due while the device's window was full, so the rate was not kept. Zero, or the latencies flatter. */
  readonly unsentPositions: number
  /** Of acknowledgements in the measured time; from the moment the packet was due to its answer. */
  readonly ackP50Ms: number
  readonly ackP99Ms: number
  readonly acks: number
  /** Open loop: how far behind its own clock the generator fell at worst. It should be far below the figures. */
  readonly generatorLagMs: number
}

/** GT06 positions are not answered; the heartbeat behind every so many is, after all before it are committed. */
const positionsAHeartbeat = 10
const windowPositions = 40
/** One position in so many is sent twice: what a lost answer makes of a device. */
const repeatEvery = 100
const status = { batteryStep: 6, gsmSignal: 4, isCharging: false, isGpsTracking: true }

const latency = createHistogram()
let [isMeasuring, sent, repeated, unsent, behindMs] = [false, 0, 0, 0, 0]

function acknowledged(dueMs: number): void {
  if (isMeasuring) latency.record(Math.max(1, Math.round((performance.now() - dueMs) * 1_000)))
}

interface Sender {
  /** Sends one position that was due then. False: the window is full (closed loop). */
  send(dueMs: number): boolean
  onRoom: () => void
  end(): void
}

function positionOf(seed: number, n: number, firstFixAtMs: number) {
  const [lat, lon] = [51.1 + ((seed * 7919 + n * 31) % 100_000) / 1e6, 71.4 + ((seed * 104_729 + n * 17) % 100_000) / 1e6]
  return {
    fixAt: instant(firstFixAtMs + n * 1_000),
    lat,
    lon,
    isValid: true,
    satellites: 9,
    speedMetresPerSecond: n % 20,
    courseDegrees: n % 360,
  }
}

async function gt06Sender(port: number, imei: string, index: number, firstFixAtMs: number): Promise<Sender> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  const framer = createGt06Framer()
  const asked = new Map<number, { readonly dueMs: number; readonly positions: number }>()
  let [serial, count, outstanding, sinceAsked] = [0, 0, 0, 0]
  let last: ReturnType<typeof positionOf> | undefined
  const next = () => (serial = (serial % 0xffff) + 1)
  const sender: Sender = {
    send: (dueMs) => {
      if (outstanding >= windowPositions) return false
      const isRepeat = last !== undefined && count % repeatEvery === repeatEvery - 1
      const position = isRepeat && last ? last : positionOf(index, count, firstFixAtMs)
      last = position
      count++
      if (isMeasuring) {
        sent++
        if (isRepeat) repeated++
      }
      socket.write(encodeGt06Position(position, next()))
      outstanding++
      if (++sinceAsked >= positionsAHeartbeat) {
        asked.set(next(), { dueMs, positions: sinceAsked })
        sinceAsked = 0
        socket.write(encodeGt06Heartbeat(status, serial))
      }
      return true
    },
    onRoom: () => {},
    end: () => socket.destroy(),
  }
  socket.write(encodeGt06Login(imei, next()))
  const [login] = (await once(socket, 'data')) as [Buffer]
  for (const output of framer.push(login)) if (output.kind !== 'frame') throw new Error('the answer to a login is no frame')
  socket.on('data', (chunk) => {
    for (const output of framer.push(chunk)) {
      const frame = output.kind === 'frame' ? parseGt06Frame(output.bytes) : undefined
      const answered = frame?.ok ? asked.get(frame.value.serial) : undefined
      if (!frame?.ok || !answered) continue
      asked.delete(frame.value.serial)
      outstanding -= answered.positions
      acknowledged(answered.dueMs)
    }
    sender.onRoom()
  })
  return sender
}

/** One kept connection, one request at a time: what a phone does. */
async function osmandSender(port: number, identifier: string, index: number, firstFixAtMs: number): Promise<Sender> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  let [count, heard] = [0, '']
  let dueAtMs: number | undefined
  const sender: Sender = {
    send: (dueMs) => {
      if (dueAtMs !== undefined) return false
      dueAtMs = dueMs
      const isRepeat = count % repeatEvery === repeatEvery - 1
      const { satellites: _, ...position } = positionOf(index, isRepeat ? count - 1 : count, firstFixAtMs)
      count++
      if (isMeasuring) {
        sent++
        if (isRepeat) repeated++
      }
      const { method, url, body = '' } = encodeOsmAndJson({ identifier, ...position, accuracyMetres: 12, source: 'gnss' })
      socket.write(
        `${method} ${url} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      )
      return true
    },
    onRoom: () => {},
    end: () => socket.destroy(),
  }
  socket.setEncoding('latin1').on('data', (text: string) => {
    heard += text
    // The body of an acknowledgement is one line.
    if (!heard.endsWith('OK\n') || dueAtMs === undefined) {
      if (heard.includes('\r\n\r\n') && !heard.startsWith('HTTP/1.1 200'))
        throw new Error(`the gateway answered ${heard.split('\r\n', 1)[0]}`)
      return
    }
    heard = ''
    acknowledged(dueAtMs)
    dueAtMs = undefined
    sender.onRoom()
  })
  return sender
}

/** Every sender as fast as it is acknowledged; a turn sends one packet each, so that packets of all devices mix. */
function runClosed(senders: readonly Sender[]): () => void {
  let isRunning = true
  let ready = [...senders]
  let isScheduled = false
  const turn = () => {
    isScheduled = false
    if (!isRunning) return
    const again: Sender[] = []
    for (const sender of ready) if (sender.send(performance.now())) again.push(sender)
    ready = again
    if (ready.length > 0) schedule()
  }
  const schedule = () => {
    if (isScheduled) return
    isScheduled = true
    setImmediate(turn)
  }
  const waiting = new Set(senders)
  for (const sender of senders) {
    sender.onRoom = () => {
      if (!waiting.has(sender)) return
      if (!ready.includes(sender)) ready.push(sender)
      schedule()
    }
  }
  schedule()
  return () => (isRunning = false)
}

/** By the clock: each packet has its due time, and a late answer is counted from there. */
function runOpen(senders: readonly Sender[], ratePerSecond: number): () => void {
  const beganMs = performance.now()
  let n = 0
  const timer = setInterval(() => {
    const nowMs = performance.now()
    for (let dueMs = beganMs + (n * 1_000) / ratePerSecond; dueMs <= nowMs; dueMs = beganMs + (n * 1_000) / ratePerSecond) {
      if (isMeasuring) behindMs = Math.max(behindMs, nowMs - dueMs)
      if (!(senders[n % senders.length] as Sender).send(dueMs) && isMeasuring) unsent++
      n++
    }
  }, 1)
  return () => clearInterval(timer)
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function run(request: LoadRequest): Promise<LoadReport> {
  latency.reset()
  ;[sent, repeated, unsent, behindMs] = [0, 0, 0, 0]
  const make = request.protocol === 'gt06' ? gt06Sender : osmandSender
  const senders: Sender[] = []
  for (const [index, identifier] of request.identifiers.entries())
    senders.push(await make(request.port, identifier, index, request.firstFixAtMs))
  const stop = request.ratePerSecond === undefined ? runClosed(senders) : runOpen(senders, request.ratePerSecond)
  await sleep(request.warmUpMs)
  isMeasuring = true
  const measuredFromMs = Date.now()
  await sleep(request.measuredMs)
  isMeasuring = false
  const measuredUntilMs = Date.now()
  stop()
  // What is under way is still answered, so that the next phase begins with an idle gateway.
  await sleep(500)
  for (const sender of senders) sender.end()
  const ms = (percentile: number) => Math.round(latency.percentile(percentile) / 10) / 100
  return {
    measuredFromMs,
    measuredUntilMs,
    sentPositions: sent,
    repeatedPositions: repeated,
    unsentPositions: unsent,
    ackP50Ms: ms(50),
    ackP99Ms: ms(99),
    acks: latency.count,
    generatorLagMs: Math.round(behindMs * 100) / 100,
  }
}

if (process.send) {
  process.on('message', (request: LoadRequest) => {
    void run(request).then(
      (report) => process.send?.(report),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  })
}
