import { createHistogram } from 'node:perf_hooks'
import { type BenchProtocol, type Sender, makeSender } from './intake-senders.ts'

// The load generator: a process of its own, told over IPC what to send and for how long. It says when it begins to measure, and at
// the end what it saw.

export interface LoadRequest {
  readonly protocol: BenchProtocol
  readonly port: number
  readonly identifiers: readonly string[]
  readonly recordsAPacket: number
  readonly warmUpMs: number
  readonly measuredMs: number
  /** Packets a second over all devices, sent by the clock whatever the answers do; undefined: as fast as they are acknowledged. */
  readonly ratePerSecond?: number
  /** Event time of every device's first position, and each next one a second later. */
  readonly firstFixAtMs: number
}

export interface LoadReport {
  readonly kind: 'report'
  readonly measuredFromMs: number
  readonly measuredUntilMs: number
  readonly sentPositions: number
  readonly repeatedPositions: number
  /** Open loop: due while the device's window was full, so the rate was not kept. Zero, or the latencies flatter. */
  readonly unsentPackets: number
  /** Of acknowledgements in the measured time; from the moment the packet was due to its answer. */
  readonly ackP50Ms: number
  readonly ackP99Ms: number
  readonly acks: number
  /** Open loop: how far behind its own clock the generator fell at worst. It should be far below the figures. */
  readonly generatorLagMs: number
}

export type LoadMessage = { readonly kind: 'measuring' } | { readonly kind: 'measured' } | LoadReport

const latency = createHistogram()
let [isMeasuring, sent, repeated, unsent, behindMs] = [false, 0, 0, 0, 0]

/** Every sender as fast as it is acknowledged; a turn sends one packet each, so that packets of all devices mix. */
function runClosed(senders: readonly Sender[]): () => void {
  let isRunning = true
  let ready = [...senders]
  const isReady = new Set(senders)
  let isScheduled = false
  const turn = () => {
    isScheduled = false
    if (!isRunning) return
    const again: Sender[] = []
    for (const sender of ready) {
      if (sender.send(performance.now())) again.push(sender)
      else isReady.delete(sender)
    }
    ready = again
    if (ready.length > 0) schedule()
  }
  const schedule = () => {
    if (isScheduled) return
    isScheduled = true
    setImmediate(turn)
  }
  for (const sender of senders) {
    sender.onRoom = () => {
      if (isReady.has(sender)) return
      isReady.add(sender)
      ready.push(sender)
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
const tell = (message: LoadMessage) => process.send?.(message)

async function connectAll(request: LoadRequest): Promise<Sender[]> {
  const senders: Sender[] = []
  for (const [index, identifier] of request.identifiers.entries()) {
    const { protocol, port, firstFixAtMs, recordsAPacket } = request
    const options = {
      port,
      identifier,
      index,
      firstFixAtMs,
      recordsAPacket,
      acknowledged: (dueMs: number) => {
        if (isMeasuring) latency.record(Math.max(1, Math.round((performance.now() - dueMs) * 1_000)))
      },
      wrote: (positions: number, again: number) => {
        if (!isMeasuring) return
        sent += positions
        repeated += again
      },
    }
    senders.push(await makeSender(protocol, options))
  }
  return senders
}

async function run(request: LoadRequest): Promise<LoadReport> {
  latency.reset()
  ;[sent, repeated, unsent, behindMs] = [0, 0, 0, 0]
  const senders = await connectAll(request)
  const stop = request.ratePerSecond === undefined ? runClosed(senders) : runOpen(senders, request.ratePerSecond)
  await sleep(request.warmUpMs)
  tell({ kind: 'measuring' })
  isMeasuring = true
  const measuredFromMs = Date.now()
  await sleep(request.measuredMs)
  isMeasuring = false
  const measuredUntilMs = Date.now()
  tell({ kind: 'measured' })
  stop()
  // What is under way is still answered, so that the next phase begins with an idle gateway.
  await sleep(1_000)
  for (const sender of senders) sender.end()
  const ms = (percentile: number) => Math.round(latency.percentile(percentile) / 10) / 100
  return {
    kind: 'report',
    measuredFromMs,
    measuredUntilMs,
    sentPositions: sent,
    repeatedPositions: repeated,
    unsentPackets: unsent,
    ackP50Ms: ms(50),
    ackP99Ms: ms(99),
    acks: latency.count,
    generatorLagMs: Math.round(behindMs * 100) / 100,
  }
}

if (process.send) {
  process.on('message', (request: LoadRequest) => {
    void run(request).then(tell, (error: unknown) => {
      console.error(error)
      process.exit(1)
    })
  })
}
