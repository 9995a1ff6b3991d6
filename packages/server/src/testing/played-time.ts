import { setTimeout as sleep } from 'node:timers/promises'
import { connectionConfig } from '@bilezik/database'
import { type Instant, type ProtocolName, type Reading, later, second } from '@bilezik/domain'
import type { DeviceRecord } from '@bilezik/protocols'
import pg from 'pg'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { engineMetrics } from '../engine/engine-metrics.ts'
import { Engine } from '../engine/engine.ts'
import { BatchWriter } from '../gateway/batch-writer.ts'
import { gatewayMetrics } from '../gateway/gateway-metrics.ts'
import type { World } from './world.ts'

/** Gateways note once a second that they listen, and a pause of five is an outage; two are enough here. */
const beatMs = 2 * second

export interface Heard {
  readonly protocol: ProtocolName
  readonly identifier: string
  readonly records: readonly DeviceRecord[]
}

/** The content of a record, for tests that do not care for a protocol: its identity is what it says. */
export function recordOf(readings: readonly Reading[]): DeviceRecord {
  return { payload: Buffer.from(JSON.stringify(readings)), readings }
}

/**
 * Hours of the real intake and the real engine over a real database in seconds: a clock that only the test moves. Messages are
 * stored as they would be, by the gateway's own writer; then the engine works until it has nothing left to do.
 */
export class PlayedTime {
  readonly #world: World
  readonly #writer: BatchWriter
  #client: pg.Client
  #engine: Engine
  #now: Instant

  private constructor(world: World, writer: BatchWriter, client: pg.Client, engine: Engine, now: Instant) {
    this.#world = world
    this.#writer = writer
    this.#client = client
    this.#engine = engine
    this.#now = now
  }

  static async begin(world: World, now: Instant): Promise<PlayedTime> {
    const writer = new BatchWriter({
      intakeUrl: world.database.urls.intake,
      gatewayName: 'main',
      masterKey: world.masterKey,
      log: pino({ level: 'silent' }),
      metrics: gatewayMetrics(new Registry()),
      onCommitted: () => undefined,
    })
    await writer.start()
    // The gateway has listened from the beginning of the story, and not since the database was made.
    await world.owner.query('UPDATE gateways SET listened_until = $1', [new Date(now).toISOString()])
    const clock = { now }
    const { client, engine } = await loadEngine(world, () => clock.now)
    const played = new PlayedTime(world, writer, client, engine, now)
    played.#clock = clock
    return played
  }

  #clock: { now: Instant } = { now: 0 as Instant }

  get now(): Instant {
    return this.#now
  }

  /** Stores what devices send at the present instant; returns when it is committed. */
  async hear(messages: readonly Heard[]): Promise<void> {
    const settled: Promise<void>[] = []
    for (const { protocol, identifier, records } of messages) {
      const device = await this.#writer.lookup(protocol, identifier)
      if (!device) throw new Error(`${identifier} is not registered`)
      if (this.#writer.isFull) await this.#writer.whenDrained()
      settled.push(
        new Promise((resolve) =>
          this.#writer.enqueue({
            kind: 'message',
            protocol,
            deviceNo: device.no,
            message: { type: 'position', records },
            source: '10.0.0.1',
            receivedAt: this.#now,
            raw: new Uint8Array(0),
            settle: () => resolve(),
          }),
        ),
      )
    }
    await Promise.all(settled)
  }

  /** Time passes, at most a beat at once, and the engine does all that there is to do. */
  async passTo(until: Instant): Promise<void> {
    while (this.#now < until) {
      this.#now = later(this.#now, Math.min(beatMs, until - this.#now))
      this.#clock.now = this.#now
      await this.#writer.noteListening(this.#now)
    }
    await this.settle()
  }

  /** Until the engine has read everything; what waits for transactions of others is waited for. */
  async settle(): Promise<void> {
    do {
      while (await this.#engine.round()) continue
    } while (await this.#isHeldBack())
  }

  async #isHeldBack(): Promise<boolean> {
    const { rows } = await this.#world.owner.query<{ waits: boolean; unread: boolean }>(
      `SELECT coalesce(max(tx) >= pg_snapshot_xmin(pg_current_snapshot()), false) AS waits FROM (
         SELECT tx FROM stream_events ORDER BY stream_events.tx DESC LIMIT 1) AS last`,
    )
    if (!rows[0]?.waits) return false
    await sleep(20)
    return true
  }

  /** As `kill -9` does: nothing is closed, and the next engine begins from what is stored. */
  async crash(): Promise<void> {
    await this.#client.end()
    const { client, engine } = await loadEngine(this.#world, () => this.#clock.now)
    this.#client = client
    this.#engine = engine
    await this.settle()
  }

  async end(): Promise<void> {
    await this.#writer.stop()
    await this.#client.end()
  }
}

async function loadEngine(world: World, clock: () => Instant): Promise<{ client: pg.Client; engine: Engine }> {
  const client = new pg.Client(connectionConfig(world.database.urls.engine, 'bilezik-engine'))
  await client.connect()
  const engine = new Engine(client, {
    log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    metrics: engineMetrics(new Registry()),
    clock,
  })
  await engine.load()
  return { client, engine }
}
