import { setTimeout as sleep } from 'node:timers/promises'
import { connectionConfig, outlivingConnections } from '@bilezik/database'
import { type Instant, type ProtocolName, isoInstant } from '@bilezik/domain'
import pg from 'pg'
import type { Logger } from 'pino'
import { BatchDraft, type DraftContext, type QueuedItem, batchIdOf } from './batch-draft.ts'
import { Collection, type RegisteredDevice } from './collection.ts'
import { connectIntake } from './connect-intake.ts'
import type { GatewayMetrics } from './gateway-metrics.ts'
import type { IntakeItem } from './intake-message.ts'
import { AlreadyServedError } from './listener.ts'
import { Partitions } from './partitions.ts'
import { RecentReadings } from './recent-readings.ts'
import { RawSealer } from './seal-raw.ts'
import { StorageHealth } from './storage-health.ts'
import { RepeatForecast } from './store-day.ts'
import { refreshCollection, writeBatch } from './write-batch.ts'

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
const maxBatchReadings = 10_000
const gatherMs = 2
/** So many are worth a transaction at once. */
const ripeItems = 500
const longestBackoffMs = 5_000
const refreshEveryMs = 100
const nameAttempts = 12
const nameRetryMs = 250
/** A gap between two notes that is longer than this is an outage, and no hiccup of a busy machine. */
const deafAfterMs = 5_000

// What will fail however often it is tried: data the database never takes (classes 22, 23, 54), and our own defects over one
// message's content. Everything else is tried again.
function isPoison(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? ''
  return /^(22|23|54)/.test(code) || error instanceof TypeError || error instanceof RangeError
}

/**
 * Gathers messages of all connections and commits them serially; each is settled only after its commit. While one batch is with the
 * database the next one is made ready, message by message as they come.
 */
export class BatchWriter {
  readonly #options: BatchWriterOptions
  readonly collection: Collection
  /** The next batch. Its rows count on those of the batch before it being stored; when that fails it is taken apart again. */
  #open: BatchDraft | undefined
  #openedMs = 0
  /** What finds no room in it. */
  #queue: QueuedItem[] = []
  #queuedBytes = 0
  /** A batch has failed and is being tried again: until it is stored, nothing is made ready behind it. */
  #isRecovering = false
  #client: pg.Client | undefined
  #gatewayNo = 0
  readonly #partitions: Partitions
  readonly #forecast = new RepeatForecast()
  readonly #draftContext: DraftContext
  #nextSerial = 0
  #nextBatchNo = 1
  #wake: (() => void) | undefined
  #whenDrained: (() => void)[] = []
  #stopping = new AbortController()
  #loop: Promise<void> | undefined
  #refreshing: Promise<void> | undefined
  #refreshedMs = 0
  #lookups: pg.Pool
  readonly #health: StorageHealth

  constructor(options: BatchWriterOptions) {
    this.#options = options
    this.collection = new Collection(options.masterKey)
    this.#health = new StorageHealth(options.log)
    this.#lookups = outlivingConnections(
      new pg.Pool({ ...connectionConfig(options.intakeUrl, 'bilezik-gateway-lookup'), max: 1 }),
      (error) => options.log.warn({ err: error }, 'gateway: an idle database connection ended'),
    )
    this.#partitions = new Partitions((day) => this.ask('SELECT ensure_reading_partition($1)', [day]))
    this.#draftContext = {
      collection: this.collection,
      recent: new RecentReadings(),
      sealer: new RawSealer(),
      onPoison: (item, error) => this.#toQuarantine(item, error),
    }
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
    return this.#waiting >= maxQueuedItems || this.#queuedBytes >= maxQueuedBytes
  }

  get #waiting(): number {
    return this.#queue.length + (this.#open?.items.length ?? 0)
  }

  /** Resolves when there is room again. */
  whenDrained(): Promise<void> {
    return this.isFull ? new Promise((resolve) => this.#whenDrained.push(resolve)) : Promise.resolve()
  }

  /** The caller asks `isFull` first; an item too many is still taken, for its bytes are here already. */
  enqueue(item: IntakeItem): void {
    this.#queue.push({ ...item, serial: this.#nextSerial++ })
    this.#queuedBytes += item.raw.length
    this.#fillOpen()
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
    return this.#health.trouble
  }

  get isDatabaseAway(): boolean {
    return this.#health.isAway
  }

  /** Says that we listen and can store; the first time after a silence of ours it becomes a recorded outage. */
  async noteListening(at: Instant): Promise<void> {
    // Full, we do not read from sockets; with a batch that hangs, what we read is not stored: neither is listening.
    this.#health.tellSilence()
    if (this.#health.isAway || this.isFull || this.#health.isStalled) return
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
    const { client, gatewayNo, lastBatchNo } = await connectIntake(this.#options)
    this.#client = client
    this.#gatewayNo = gatewayNo
    this.#nextBatchNo = lastBatchNo + 1
    // Another database may answer now, or a day may have been dropped meanwhile.
    this.#partitions.forget()
    await this.#refresh()
  }

  async #run(): Promise<void> {
    let stored: BatchDraft | undefined
    while (true) {
      if (!this.#isRipe()) {
        if (stored) this.#settle(stored)
        stored = undefined
        if (await this.#nothingMoreComes()) return
        continue
      }
      this.#health.began()
      const storing = this.#storeUntilDone(this.#take())
      // The database is at work already: now is the time for everything else.
      if (stored) this.#settle(stored)
      this.#fillOpen()
      stored = await storing
      this.#isRecovering = false
      this.#health.ended()
      if (this.#stopping.signal.aborted && this.isDatabaseAway) return
    }
  }

  /** Whether a batch is to be written now: it has waited for company long enough, or has enough of it. */
  #isRipe(): boolean {
    if (this.#waiting === 0) return false
    return this.#stopping.signal.aborted || this.#waiting >= ripeItems || performance.now() - this.#openedMs >= gatherMs
  }

  async #nothingMoreComes(): Promise<boolean> {
    if (this.#waiting > 0) await sleep(Math.max(1, Math.ceil(this.#openedMs + gatherMs - performance.now())))
    else if (this.#stopping.signal.aborted) return true
    else await new Promise<void>((resolve) => (this.#wake = resolve))
    this.#wake = undefined
    return false
  }

  #draftOf(items: readonly QueuedItem[], batchId = batchIdOf(this.#gatewayNo, this.#nextBatchNo++)): BatchDraft {
    return BatchDraft.of(items, batchId, this.#draftContext)
  }

  /** Made ready anew, from nothing: what was noted for the rows that it held before counts no more. */
  #renewed(items: readonly QueuedItem[], batchId?: bigint): BatchDraft {
    this.#draftContext.recent.forget()
    return this.#draftOf(items, batchId)
  }

  #hasRoom(draft: BatchDraft): boolean {
    return draft.items.length < maxBatchItems && draft.readings < maxBatchReadings
  }

  /** Makes ready what has room in the next batch. */
  #fillOpen(): void {
    if (this.#isRecovering) return
    let taken = 0
    for (const item of this.#queue) {
      if (!this.#open) {
        this.#open = this.#draftOf([])
        this.#openedMs = performance.now()
      }
      if (!this.#hasRoom(this.#open)) break
      this.#open.add(item)
      taken++
    }
    if (taken > 0) this.#queue.splice(0, taken)
  }

  #take(): BatchDraft {
    this.#fillOpen()
    const open = this.#open!
    this.#open = undefined
    const draft = open.collectionVersion === this.collection.version ? open : this.#renewed(open.items, open.batchId)
    this.#queuedBytes -= draft.rawBytes
    this.#options.metrics.queued.set(this.#queue.length)
    if (!this.isFull) for (const resume of this.#whenDrained.splice(0)) resume()
    return draft
  }

  /** What was made ready behind a batch that failed is none of what it seems. */
  #recover(): void {
    this.#isRecovering = true
    if (this.#open) this.#queue = [...this.#open.items, ...this.#queue]
    this.#open = undefined
  }

  #settle(draft: BatchDraft): void {
    for (const item of draft.items) {
      try {
        item.settle(item.kind === 'message' ? 'stored' : 'rejected')
      } catch (error) {
        this.#options.log.error(
          { err: error },
          'gateway: a connection failed over its acknowledgement; it is stored all the same',
        )
      }
    }
  }

  /** Tries for as long as the database is away; devices wait unacknowledged and send again. Gives back what is still to be settled. */
  async #storeUntilDone(given: BatchDraft): Promise<BatchDraft | undefined> {
    let draft = given
    for (let backoffMs = 100; ; backoffMs = Math.min(backoffMs * 2, longestBackoffMs)) {
      try {
        const stored = await this.#store(draft)
        this.#health.stored()
        return stored
      } catch (error) {
        this.#recover()
        if (isPoison(error)) {
          await this.#isolate(draft.items, error)
          return undefined
        }
        this.#health.failed(error)
        this.#options.metrics.storeFailures.inc()
        if (this.#stopping.signal.aborted) return undefined
        await sleep(backoffMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined)
        await this.#reconnect()
        draft = this.#renewed(draft.items)
      }
    }
  }

  async #reconnect(): Promise<void> {
    await this.#client?.end().catch(() => undefined)
    this.#client = undefined
    await this.#connect().catch((error: unknown) => this.#options.log.debug({ err: error }, 'gateway: no connection yet'))
  }

  /** One message that the database cannot hold must not stop the others: halves, down to the one. */
  async #isolate(items: readonly QueuedItem[], error: unknown): Promise<void> {
    const [only] = items
    if (!only) return
    const middle = Math.ceil(items.length / 2)
    const parts =
      items.length > 1
        ? [items.slice(0, middle), items.slice(middle)]
        : only.kind === 'message'
          ? [[this.#toQuarantine(only, error)]]
          : []
    if (parts.length === 0) {
      this.#options.log.error({ err: error, kind: only.kind }, 'gateway: what cannot be stored is dropped')
      only.settle('rejected')
    }
    for (const part of parts) {
      const stored = await this.#storeUntilDone(this.#renewed(part))
      if (stored) this.#settle(stored)
    }
  }

  #toQuarantine(item: QueuedItem, error: unknown): QueuedItem {
    this.#options.log.error({ err: error, kind: item.kind }, 'gateway: a message cannot be stored; it goes to quarantine')
    const deviceNo = 'deviceNo' in item ? item.deviceNo : null
    const protocol = 'protocol' in item ? item.protocol : 'any'
    const failure = {
      code: 'not-storable',
      detail: `The database refused the message (${(error as { code?: string }).code ?? 'no code'}).`,
    } as const
    const { source, receivedAt, raw, settle, serial } = item
    return { kind: 'unreadable', source, receivedAt, raw, settle, serial, protocol, deviceNo, failure }
  }

  async #store(draft: BatchDraft): Promise<BatchDraft> {
    const client = this.#client
    if (!client) throw new Error('not connected')
    const startedMs = performance.now()
    const stored = await writeBatch(draft, {
      client,
      gatewayNo: this.#gatewayNo,
      collection: this.collection,
      forecast: this.#forecast,
      partitions: this.#partitions,
      renewed: ({ items, batchId }) => this.#renewed(items, batchId),
    })
    this.#options.metrics.batchSeconds.observe((performance.now() - startedMs) / 1000)
    this.#options.metrics.readings.inc(stored.readings)
    if (stored.readings > 0) this.#options.onCommitted()
    return stored
  }
}
