import { connectionConfig } from '@bilezik/database'
import type { Instant } from '@bilezik/domain'
import pg from 'pg'
import pino from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Driver, playCrashScript } from '../testing/crash-script.ts'
import { type World, makeWorld } from '../testing/world.ts'
import { engineMetrics } from './engine-metrics.ts'
import { Engine } from './engine.ts'

/** By so many the count of queries differs from run to run, with what of the writing waits for another round. */
const mostMore = 10

/** Every how many queries of the script an injected crash is tried; CRASH_EVERY=1 tries all, which takes half an hour. */
const stride = Number(process.env['CRASH_EVERY'] ?? 41)
const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' })

class Crash extends Error {}

/** A connection that is cut at its n-th query: before it is sent, or when it was done and the answer is on its way. */
interface CutClient {
  readonly client: pg.Client
  readonly queries: () => number
}

function cutClient(url: string, cutAt: number, isAnswerLost: boolean): CutClient {
  const client = new pg.Client(connectionConfig(url, 'bilezik-engine'))
  client.on('error', () => undefined)
  const send = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>
  let queries = 0
  // The server sees the connection go, as it does when the process is killed.
  const cut = async () => {
    await client.end().catch(() => undefined)
    throw new Crash()
  }
  const query = async (...args: unknown[]) => {
    const n = ++queries
    if (n > cutAt || (n === cutAt && !isAnswerLost)) return cut()
    const result = await send(...args)
    return n === cutAt ? cut() : result
  }
  return { client: Object.assign(client, { query }), queries: () => queries }
}

interface Cut {
  readonly at: number
  readonly isAnswerLost: boolean
}

/** Engines of this process, the first of which loses its connection at the cut. */
class CutEngines implements Driver {
  readonly #url: string
  #now: Instant | undefined
  #client: CutClient | undefined
  #engine: Engine | undefined
  #cut: Cut | undefined
  queries = 0
  crashes = 0

  constructor(url: string, cut?: Cut) {
    this.#url = url
    this.#cut = cut
  }

  async #begin(): Promise<Engine> {
    const { at = Number.POSITIVE_INFINITY, isAnswerLost = false } = this.#cut ?? {}
    this.#client = cutClient(this.#url, at - this.queries, isAnswerLost)
    await this.#client.client.connect()
    const engine = new Engine(this.#client.client, {
      log,
      metrics: engineMetrics(new Registry()),
      clock: () => this.#now as Instant,
    })
    await engine.load()
    this.#engine = engine
    return engine
  }

  async look(now: Instant): Promise<void> {
    this.#now = now
    for (;;) {
      try {
        const engine = this.#engine ?? (await this.#begin())
        while (await engine.round());
        return
      } catch (error) {
        if (!(error instanceof Crash)) throw error
        this.crashes++
        this.queries += this.#client?.queries() ?? 0
        this.#cut = undefined
        this.#engine = undefined
      }
    }
  }

  async end(): Promise<void> {
    this.queries += this.#client?.queries() ?? 0
    await this.#client?.client.end()
  }
}

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

async function play(cut?: Cut) {
  const engines = new CutEngines(world.database.urls.engine, cut)
  const story = await playCrashScript(world, `${cut?.at ?? 'whole'} ${cut?.isAnswerLost ?? ''}`, engines)
  return { engines, story }
}

test('killed at any query, before it or before its answer, the engine loses no alert and doubles none', async () => {
  const whole = await play()
  expect(whole.story['alerts']?.length).toBeGreaterThan(3)
  for (let n = 1; n <= whole.engines.queries; n += stride) {
    for (const isAnswerLost of [false, true]) {
      const { engines, story } = await play({ at: n, isAnswerLost })
      const isBeyondEnd = engines.queries < n && n > whole.engines.queries - mostMore
      expect(engines.crashes, `query ${n}`).toBe(isBeyondEnd ? 0 : 1)
      expect(story, `cut at query ${n}, ${isAnswerLost ? 'its answer lost' : 'before it'}`).toEqual(whole.story)
    }
  }
}, 3_600_000)
