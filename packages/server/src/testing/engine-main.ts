import { createInterface } from 'node:readline'
import { connectionConfig } from '@bilezik/database'
import { type Instant, instant } from '@bilezik/domain'
import pg from 'pg'
import pino from 'pino'
import { Registry } from 'prom-client'
import { engineMetrics } from '../engine/engine-metrics.ts'
import { Engine } from '../engine/engine.ts'

// An engine in a process of its own, for tests that kill it. Each line on the standard input is the time; it looks until nothing is
// left to do, and answers with a line.

const [url = ''] = process.argv.slice(2)
const client = new pg.Client(connectionConfig(url, 'bilezik-engine'))
await client.connect()
let now: Instant = instant(0)
let engine: Engine | undefined
for await (const line of createInterface({ input: process.stdin })) {
  now = instant(Number(line))
  if (!engine) {
    engine = new Engine(client, { log: pino({ level: 'silent' }), metrics: engineMetrics(new Registry()), clock: () => now })
    await engine.load()
  }
  while (await engine.round());
  process.stdout.write('done\n')
}
await client.end()
