import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { hour, instant, second } from '@bilezik/domain'
import pino from 'pino'
import { Registry } from 'prom-client'
import { startGateway } from '../packages/server/src/gateway/start-gateway.ts'
import {
  type IntakeDatabase,
  committedPositions,
  copyCeiling,
  registerDevices,
  sizeOfReadings,
  startIntakeDatabase,
} from './intake-database.ts'
import type { LoadReport, LoadRequest } from './intake-load.ts'
import { machine } from './machine.ts'

// The real gateway and the embedded PostgreSQL with fsync in this process and its child, a load generator in a process of its own,
// real sockets between them: decoding, sealing of raw bytes, authorised times and de-duplication included. The engine does not run.

const warmUpMs = 3 * second
const gt06Devices = 400
const osmandDevices = 64
const ratePerSecond = 10_000
/** For logins before a phase and answers behind it; a gateway that answers nobody must not hold the bench for ever. */
const patienceMs = 30 * second
const anyPort = { host: '127.0.0.1', port: 0 }

async function load(generator: ChildProcess, request: LoadRequest): Promise<LoadReport> {
  generator.send(request)
  const ended = once(generator, 'exit').then(() => {
    throw new Error('the load generator ended')
  })
  const patience = AbortSignal.timeout(request.warmUpMs + request.measuredMs + patienceMs)
  const [report] = (await Promise.race([once(generator, 'message', { signal: patience }), ended])) as [LoadReport]
  return report
}

/** Positions committed in the measured time, a second, by what the database holds; and the processor time the gateway took for it. */
async function phase(database: IntakeDatabase, generator: ChildProcess, request: LoadRequest) {
  const beganCpu = process.cpuUsage()
  const report = await load(generator, request)
  const { user, system } = process.cpuUsage(beganCpu)
  const positions = await committedPositions(database.owner, report.measuredFromMs, report.measuredUntilMs)
  const seconds = (report.measuredUntilMs - report.measuredFromMs) / 1_000
  const share = request.measuredMs / (request.measuredMs + request.warmUpMs)
  return {
    committedPositionsPerSecond: Math.round(positions / seconds),
    repeatedPercent: Math.round((report.repeatedPositions / Math.max(1, report.sentPositions)) * 1_000) / 10,
    ackP50Ms: report.ackP50Ms,
    ackP99Ms: report.ackP99Ms,
    acks: report.acks,
    gatewayCpuMicrosecondsPerPosition: Math.round(((user + system) * share * 10) / Math.max(1, positions)) / 10,
    ...(request.ratePerSecond !== undefined && {
      ratePerSecond: request.ratePerSecond,
      unsentPositions: report.unsentPositions,
      generatorLagMs: report.generatorLagMs,
    }),
  }
}

export async function intakeBench({ seconds }: { readonly seconds: number }) {
  const database = await startIntakeDatabase()
  const gt06 = Array.from({ length: gt06Devices }, (_, i) => String(350_000_000_000_000 + i))
  const osmand = Array.from({ length: osmandDevices }, (_, i) => `bench-${i}`)
  await registerDevices(database, { gt06, osmand })
  const gateway = await startGateway({
    intakeUrl: database.intakeUrl,
    gatewayName: 'main',
    masterKey: database.masterKey,
    listen: { gt06: anyPort, osmand: anyPort },
    log: pino({ level: 'error' }, pino.destination(2)),
    registry: new Registry(),
    clock: () => instant(Date.now()),
    onCommitted: () => undefined,
  })
  const generator = fork(path.join(import.meta.dirname, 'intake-load.ts'), { execArgv: [] })
  try {
    const common = { warmUpMs, measuredMs: seconds * second }
    const stream = { ...common, protocol: 'gt06' as const, port: gateway.ports.gt06, identifiers: gt06 }
    const saturated = await phase(database, generator, { ...stream, firstFixAtMs: Date.now() - 40 * hour })
    const openLoop = await phase(database, generator, { ...stream, firstFixAtMs: Date.now() - 20 * hour, ratePerSecond })
    const http = await phase(database, generator, {
      ...common,
      protocol: 'osmand',
      port: gateway.ports.osmand,
      identifiers: osmand,
      firstFixAtMs: Date.now() - 20 * hour,
    })
    const size = await sizeOfReadings(database.owner)
    const copy = await copyCeiling(database.owner)
    const { rows } = await database.owner.query<{ server_version: string; fsync: string }>(
      `SELECT current_setting('server_version') AS server_version, current_setting('fsync') AS fsync`,
    )
    return {
      bench: 'intake',
      recordsPerPacket: 1,
      warmUpSeconds: warmUpMs / second,
      measuredSeconds: seconds,
      gt06Saturated: { devices: gt06Devices, ...saturated },
      gt06OpenLoop: { devices: gt06Devices, ...openLoop },
      osmandKeepAlive: { connections: osmandDevices, ...http },
      rawCopy: copy,
      shareOfRawCopy: Math.round((saturated.committedPositionsPerSecond / copy.rowsPerSecond) * 1_000) / 1_000,
      storage: size,
      postgres: rows[0]?.server_version,
      fsync: rows[0]?.fsync,
    }
  } finally {
    generator.kill()
    await gateway.stop()
    await database.stop()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(JSON.stringify({ ...(await intakeBench({ seconds: 8 })), ...machine() }))
