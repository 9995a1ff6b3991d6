import { setTimeout as sleep } from 'node:timers/promises'
import { connectionConfig, outlivingConnections } from '@bilezik/database'
import { type Instant, type ProtocolName, isoInstant } from '@bilezik/domain'
import pg from 'pg'
import type { Logger } from 'pino'
import { type StorageTrouble, storageTroubleOf } from '../storage-trouble.ts'
import { Collection, type RegisteredDevice } from './collection.ts'
import type { GatewayMetrics } from './gateway-metrics.ts'
import type { IntakeItem } from './intake-message.ts'
import { AlreadyServedError } from './listener.ts'
import { RepeatForecast } from './store-day.ts'
import { MissingPartition, type QueuedItem, refreshCollection, writeBatch } from './write-batch.ts'

export interface BatchWriterOptions {
  readonly intakeUrl: string
  /** A gateway's name keeps its number; one process at a time writes under it. */
  readonly gatewayName: string
  readonly masterKey: Buffer
  readonly log: Logger
  readonly metrics: GatewayMetrics
  /** After each commit that stored readings. */
  readonly onCommitted: () => void
}

/** Bounds: beyond them sockets are paused and HTTP answers 503, until the database has caught up. */
const maxQueuedItems = 20_000
const maxQueuedBytes = 32 * 1024 * 1024
const maxBatchItems = 2_000
const gatherMs = 2
const longestBackoffMs = 5_000
const refreshEveryMs = 100
const nameAttempts = 12
const nameRetryMs = 250
/** A gap between two notes that is longer than this is an outage, and no hiccup of a busy machine. */
const deafAfterMs = 5_000
const stalledAfterMs = 3_000
const silence = `The database has not answered for more than ${stalledAfterMs / 1_000} seconds.`
const meanwhile = 'Devices are not acknowledged meanwhile, and keep what they have.'

// What will fail however often it is tried: data the database never takes (classes 22, 23, 54), and our own defects over one
// message's content. Everything else is tried again.
function isPoison(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? ''
  return /^(22|23|54)/.test(code) || error instanceof TypeError || error instanceof RangeError
}

/** Gathers messages of all connections and commits them serially; each is settled only after its commit. */
export class BatchWriter {
  readonly #options: BatchWriterOptions
  readonly collection: Collection
  #queue: QueuedItem[] = []
  #queuedBytes = 0
  #client: pg.Client | undefined
  #gatewayNo = 0
  #partitions = new Set<string>()
  readonly #forecast = new RepeatForecast()
  #nextSerial = 0
  #wake: (() => void) | undefined
  #whenDrained: (() => void)[] = []
  #stopping = new AbortController()
  #loop: Promise<void> | undefined
  #refreshing: Promise<void> | undefined
  #refreshedMs = 0
  #lookups: pg.Pool
  isDatabaseAway = false
  /** When the batch now under way was first tried. */
  #storingSinceMs: number | undefined
  #trouble: StorageTrouble | undefined
  #isSilenceTold = false

  constructor(options: BatchWriterOptions) {
    this.#options = options
    this.collection = new Collection(options.masterKey)
    this.#lookups = outlivingConnections(
      new pg.Pool({ ...connectionConfig(options.intakeUrl, 'bilezik-gateway-lookup'), max: 1 }),
    )
    this.#lookups.on('error', (error) => options.log.warn({ err: error }, 'gateway: an idle database connection ended'))
  }

  /** Returns when the first connection stands; from then on the writer looks after itself. */
  async start(): Promise<void> {
    try {
      await this.#connectPatiently()
    } catch (error) {
      await this.#client?.end().catch(() => undefined)
      await this.#lookups.end()
      throw error
    }
    this.#loop = this.#run()
  }

  get isFull(): boolean {
    return this.#queue.length >= maxQueuedItems || this.#queuedBytes >= maxQueuedBytes
  }

  /** Resolves when there is room again. */
  whenDrained(): Promise<void> {
    return this.isFull ? new Promise((resolve) => this.#whenDrained.push(resolve)) : Promise.resolve()
  }

  /** The caller asks `isFull` first; an item too many is still taken, for its bytes are here already. */
  enqueue(item: IntakeItem): void {
    this.#queue.push({ ...item, serial: this.#nextSerial++ })
    this.#queuedBytes += item.raw.length
    this.#options.metrics.queued.set(this.#queue.length)
    this.#wake?.()
  }

  /** Reads or calls a function as the intake role, beside the transactions of readings. */
  async ask<Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[]): Promise<readonly Row[]> {
    return (await this.#lookups.query<Row>(sql, [...values])).rows
  }

  /** As far as this process knows now. */
  known(protocol: ProtocolName, identifier: string): RegisteredDevice | undefined {
    return this.collection.find(protocol, identifier)
  }

  /** A device registered a moment ago is found, too: before anyone is called a stranger, the copy is refreshed once. */
  async lookup(protocol: ProtocolName, identifier: string): Promise<RegisteredDevice | undefined> {
    const known = this.collection.find(protocol, identifier)
    if (known) return known
    this.#refreshing ??= this.#refreshSoon()
    await this.#refreshing
    return this.collection.find(protocol, identifier)
  }

  /** Why nothing is stored just now, in a sentence for staff. */
  get trouble(): string | undefined {
    return this.#trouble?.sentence ?? (this.#isStalled ? silence : undefined)
  }

  get #isStalled(): boolean {
    return this.#storingSinceMs !== undefined && performance.now() - this.#storingSinceMs > stalledAfterMs
  }

  /** Says that we listen and can store; the first time after a silence of ours it becomes a recorded outage. */
  async noteListening(at: Instant): Promise<void> {
    // Full, we do not read from sockets; with a batch that hangs, what we read is not stored: neither is listening.
    const isStalled = this.#isStalled
    if (isStalled && !this.isDatabaseAway && !this.#isSilenceTold) {
      this.#isSilenceTold = true
      this.#options.log.error(`gateway: ${silence} ${meanwhile}`)
    }
    if (this.isDatabaseAway || this.isFull || isStalled) return
    await this.#lookups.query('SELECT note_listening($1, $2, $3)', [
      this.#gatewayNo,
      isoInstant(at),
      `${deafAfterMs} milliseconds`,
    ])
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#wake?.()
    await this.#loop
    await this.#client?.end().catch(() => undefined)
    await this.#lookups.end()
  }

  /** Many strangers at once cost one question, asked at most ten times a second, and begun after they came. */
  async #refreshSoon(): Promise<void> {
    await sleep(Math.max(0, this.#refreshedMs + refreshEveryMs - performance.now()))
    this.#refreshing = undefined
    this.#refreshedMs = performance.now()
    await this.#refresh()
  }

  async #refresh(): Promise<void> {
    const { rows } = await this.#lookups.query<{ version: number }>('SELECT collection_version() AS version')
    const version = rows[0]?.version ?? 0
    if (version !== this.collection.version) await refreshCollection(this.#lookups, this.collection, version)
  }

  /** The connection of a server that was just killed may stand a moment longer, and its name with it. */
  async #connectPatiently(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#connect()
      } catch (error) {
        if (!(error instanceof AlreadyServedError) || attempt >= nameAttempts) throw error
        await sleep(nameRetryMs)
      }
    }
  }

  async #connect(): Promise<void> {
    const client = new pg.Client(connectionConfig(this.#options.intakeUrl, 'bilezik-gateway'))
    client.on('error', (error) => this.#options.log.warn({ err: error }, 'gateway: the database connection ended'))
    try {
      await client.connect()
      const registered = await client.query<{ no: number }>('SELECT register_gateway($1) AS no', [this.#options.gatewayName])
      this.#gatewayNo = registered.rows[0]?.no ?? 0
      // Held for as long as the connection lives: batches of one number never come from two processes.
      const lock = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock(470261, $1) AS held', [this.#gatewayNo])
      if (!lock.rows[0]?.held) {
        throw new AlreadyServedError(
          'A Bilezik server is already running on this database: stop it first, or name another directory with --data.',
        )
      }
    } catch (error) {
      await client.end().catch(() => undefined)
      throw error
    }
    this.#client = client
    // Another database may answer now, or a day may have been dropped meanwhile.
    this.#partitions.clear()
    await this.#refresh()
  }

  async #run(): Promise<void> {
    while (true) {
      if (this.#queue.length === 0) {
        if (this.#stopping.signal.aborted) return
        await new Promise<void>((resolve) => (this.#wake = resolve))
        this.#wake = undefined
        continue
      }
      if (this.#queue.length < 500) await sleep(gatherMs)
      this.#storingSinceMs = performance.now()
      await this.#storeUntilDone(this.#take())
      this.#storingSinceMs = undefined
      if (this.#stopping.signal.aborted && this.isDatabaseAway) return
    }
  }

  #take(): QueuedItem[] {
    const batch = this.#queue.splice(0, maxBatchItems)
    for (const item of batch) this.#queuedBytes -= item.raw.length
    this.#options.metrics.queued.set(this.#queue.length)
    if (!this.isFull) for (const resume of this.#whenDrained.splice(0)) resume()
    return batch
  }

  /** Tries for as long as the database is away; devices wait unacknowledged and send again. */
  async #storeUntilDone(batch: readonly QueuedItem[]): Promise<void> {
    for (let backoffMs = 100; ; backoffMs = Math.min(backoffMs * 2, longestBackoffMs)) {
      try {
        await this.#store(batch)
        this.#noteStored()
        return
      } catch (error) {
        if (isPoison(error)) return this.#isolate(batch, error)
        this.#noteTrouble(error)
        this.#options.metrics.storeFailures.inc()
        if (this.#stopping.signal.aborted) return
        await sleep(backoffMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined)
        await this.#reconnect()
      }
    }
  }

  #noteTrouble(error: unknown): void {
    this.isDatabaseAway = true
    const trouble = storageTroubleOf(error)
    const former = this.#trouble?.kind
    // A server whose disk is full may end of it: that it is away then says less than why.
    if (trouble.kind === former || (trouble.kind === 'away' && former === 'disk-full')) return
    this.#trouble = trouble
    this.#options.log.error({ err: error }, `gateway: ${trouble.sentence} ${meanwhile}`)
  }

  #noteStored(): void {
    if (this.isDatabaseAway || this.#isSilenceTold) this.#options.log.info('gateway: the database is back; storing goes on')
    this.isDatabaseAway = false
    this.#isSilenceTold = false
    this.#trouble = undefined
  }

  async #reconnect(): Promise<void> {
    await this.#client?.end().catch(() => undefined)
    this.#client = undefined
    await this.#connect().catch((error: unknown) => this.#options.log.debug({ err: error }, 'gateway: no connection yet'))
  }

  /** One message that the database cannot hold must not stop the others: halves, down to the one. */
  async #isolate(batch: readonly QueuedItem[], error: unknown): Promise<void> {
    const [only] = batch
    if (batch.length > 1 || !only) {
      const middle = Math.ceil(batch.length / 2)
      await this.#storeUntilDone(batch.slice(0, middle))
      await this.#storeUntilDone(batch.slice(middle))
      return
    }
    this.#options.log.error({ err: error, kind: only.kind }, 'gateway: a message cannot be stored; it goes to quarantine')
    if (only.kind !== 'message') return only.settle('rejected')
    const failure = {
      code: 'not-storable',
      detail: `The database refused the message (${(error as { code?: string }).code ?? 'no code'}).`,
    } as const
    await this.#storeUntilDone([{ ...only, kind: 'unreadable', deviceNo: only.deviceNo, failure }])
  }

  async #store(batch: readonly QueuedItem[]): Promise<void> {
    const client = this.#client
    if (!client) throw new Error('not connected')
    const startedMs = performance.now()
    const target = {
      client,
      gatewayNo: this.#gatewayNo,
      collection: this.collection,
      forecast: this.#forecast,
      partitionOf: (day: string) => (this.#partitions.has(day) ? `readings_${day.replaceAll('-', '')}` : undefined),
    }
    const written = await writeBatch(batch, target).catch(async (error: unknown) => {
      if (!(error instanceof MissingPartition)) throw error
      for (const day of error.days) {
        await client.query('SELECT ensure_reading_partition($1)', [day])
        this.#partitions.add(day)
      }
      return writeBatch(batch, target)
    })
    this.#options.metrics.batchSeconds.observe((performance.now() - startedMs) / 1000)
    this.#options.metrics.readings.inc(written.readings)
    for (const item of batch) item.settle(item.kind === 'message' ? 'stored' : 'rejected')
    if (written.readings > 0) this.#options.onCommitted()
  }
}
