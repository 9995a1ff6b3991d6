import { connectionConfig } from '@bilezik/database'
import type { Instant } from '@bilezik/domain'
import pg from 'pg'
import pino from 'pino'
import { Registry } from 'prom-client'
import { type EngineMetrics, engineMetrics } from '../engine/engine-metrics.ts'
import { Engine } from '../engine/engine.ts'
import type { World } from './world.ts'

const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' })

/** One life of an engine, on a connection of its own. */
export interface Life {
  readonly engine: Engine
  readonly metrics: EngineMetrics
  /** Until nothing is waiting. */
  rounds(): Promise<void>
  /** The process is gone: no last round, no checkpoint. */
  crash(): Promise<void>
}

export async function beginLife(world: Pick<World, 'database'>, clock: () => Instant): Promise<Life> {
  const client = new pg.Client(connectionConfig(world.database.urls.engine, 'bilezik-engine'))
  client.on('error', () => undefined)
  await client.connect()
  const metrics = engineMetrics(new Registry())
  const engine = new Engine(client, { log, metrics, clock })
  await engine.load()
  return {
    engine,
    metrics,
    rounds: async () => {
      while (await engine.round());
    },
    crash: () => client.end(),
  }
}

/** A count or a gauge as it stands. */
export async function valueOf(metric: EngineMetrics['people'] | EngineMetrics['readings']): Promise<number> {
  return (await metric.get()).values[0]?.value ?? 0
}
