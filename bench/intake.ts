import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'
import path from 'node:path'
import { day, hour, isoInstant, instant, second } from '@bilezik/domain'
import { type IntakeDatabase, committedIn, registerDevices, startIntakeDatabase } from './intake-database.ts'
import type { GatewayPorts, GatewayRequest } from './intake-gateway.ts'
import type { LoadMessage, LoadReport, LoadRequest } from './intake-load.ts'
import { copyCeiling, rowSizes } from './intake-rows.ts'
import type { BenchProtocol } from './intake-senders.ts'
import { type Usage, machineBusySeconds, usageOf } from './process-usage.ts'

// The real gateway, the embedded PostgreSQL with fsync and a load generator, each in a process of its own, real sockets between them:
// decoding, sealing of raw bytes, authorised times and de-duplication included. The engine does not run.

export const intakePhases = {
  'gt06-saturated': { protocol: 'gt06', recordsAPacket: 1 },
  'teltonika-saturated': { protocol: 'teltonika', recordsAPacket: 1 },
  'teltonika-10-records': { protocol: 'teltonika', recordsAPacket: 10 },
  'gt06-20000': { protocol: 'gt06', recordsAPacket: 1, ratePerSecond: 20_000 },
  'teltonika-20000': { protocol: 'teltonika', recordsAPacket: 1, ratePerSecond: 20_000 },
  'osmand-saturated': { protocol: 'osmand', recordsAPacket: 1 },
} as const satisfies Record<string, { protocol: BenchProtocol; recordsAPacket: number; ratePerSecond?: number }>
export type IntakePhase = keyof typeof intakePhases

const warmUpMs = 3 * second
const devices = { gt06: 400, teltonika: 400, osmand: 64 } as const
/** For logins before a phase and answers behind it; a gateway that answers nobody must not hold the bench for ever. */
const patienceMs = 30 * second

export interface IntakeBenchOptions {
  readonly seconds: number
  readonly phases: readonly IntakePhase[]
  /** Writes a profile of the gateway's processor time into this folder. */
  readonly profileTo?: string
}

type Processes = Readonly<Record<'gateway' | 'postgres' | 'generator', number>>
type Usages = Readonly<Record<keyof Processes, Usage>> & { readonly busySeconds: number }

async function usages(processes: Processes): Promise<Usages> {
  const busySeconds = await machineBusySeconds()
  const [gateway, postgres, generator] = await Promise.all(
    [processes.gateway, processes.postgres, processes.generator].map((pid) => usageOf(pid)),
  )
  return { gateway, postgres, generator, busySeconds } as Usages
}

async function load(generator: ChildProcess, request: LoadRequest, processes: Processes) {
  let before: Promise<Usages> | undefined
  let after: Promise<Usages> | undefined
  const reported = new Promise<LoadReport>((resolve, reject) => {
    const tooLate = setTimeout(
      () => reject(new Error('the load generator is late')),
      request.warmUpMs + request.measuredMs + patienceMs,
    )
    const hear = (message: LoadMessage) => {
      if (message.kind === 'measuring') before = usages(processes)
      else if (message.kind === 'measured') after = usages(processes)
      else {
        clearTimeout(tooLate)
        generator.off('message', hear)
        resolve(message)
      }
    }
    generator.on('message', hear)
    generator.once('exit', () => reject(new Error('the load generator ended')))
  })
  generator.send(request)
  const report = await reported
  const [from, to] = [await before, await after]
  if (!from || !to) throw new Error('the load generator told no beginning or end')
  return { report, from, to }
}

interface PhaseContext {
  readonly database: IntakeDatabase
  readonly generator: ChildProcess
  readonly processes: Processes
  readonly ports: GatewayPorts
  readonly identifiers: Readonly<Record<BenchProtocol, readonly string[]>>
}

/** What was committed in the measured time by what the database holds, and what each of the processes took for it. */
async function phase(context: PhaseContext, name: IntakePhase, options: { measuredMs: number; daysAgo: number }) {
  const { database, generator, processes } = context
  const { protocol, ...rest } = intakePhases[name]
  const loadBefore = Math.round((loadavg()[0] ?? 0) * 10) / 10
  // Each phase has a day of its own, and so a partition of its own.
  const dayBeganMs = Math.floor(Date.now() / day - options.daysAgo) * day
  const partition = `readings_${isoInstant(instant(dayBeganMs)).slice(0, 10).replaceAll('-', '')}`
  const { report, from, to } = await load(
    generator,
    {
      protocol,
      port: context.ports[protocol],
      identifiers: context.identifiers[protocol],
      warmUpMs,
      ...rest,
      measuredMs: options.measuredMs,
      firstFixAtMs: dayBeganMs + hour / 2,
    },
    processes,
  )
  const { measuredFromMs, measuredUntilMs, sentPositions, repeatedPositions, kind: _, ...told } = report
  const committed = await committedIn(database.owner, partition, measuredFromMs, measuredUntilMs)
  const seconds = (measuredUntilMs - measuredFromMs) / 1_000
  const each = <Value>(value: (process: keyof Processes) => Value) => {
    return { gateway: value('gateway'), postgres: value('postgres'), generator: value('generator') }
  }
  const cpuSeconds = (process: keyof Processes) => to[process].cpuSeconds - from[process].cpuSeconds
  const ours = cpuSeconds('gateway') + cpuSeconds('postgres') + cpuSeconds('generator')
  return {
    protocol,
    ratePerSecond: undefined as number | undefined,
    ...rest,
    devices: context.identifiers[protocol].length,
    partition,
    loadBefore,
    // Somebody else's work in the measured time: above a tenth of a core, the figures are theirs as well.
    coresElsewhere: Math.round(((to.busySeconds - from.busySeconds - ours) / seconds) * 100) / 100,
    positionsPerSecond: Math.round(committed.positions / seconds),
    rowsPerSecond: Math.round(committed.rows / seconds),
    repeatedPercent: Math.round((repeatedPositions / Math.max(1, sentPositions)) * 1_000) / 10,
    ...told,
    cores: each((process) => Math.round((cpuSeconds(process) / seconds) * 100) / 100),
    cpuMicrosecondsPerPosition: each((p) => Math.round((cpuSeconds(p) * 1e7) / Math.max(1, committed.positions)) / 10),
    memoryMegabytes: each((process) => Math.round(to[process].memoryBytes / 1e6)),
  }
}

async function startGatewayProcess(database: IntakeDatabase, profileTo: string | undefined) {
  const execArgv = profileTo === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileTo}`]
  const child = fork(path.join(import.meta.dirname, 'intake-gateway.ts'), { execArgv })
  const request: GatewayRequest = { intakeUrl: database.intakeUrl, masterKey: database.masterKey.toString('base64') }
  child.send(request)
  const ended = once(child, 'exit').then(() => {
    throw new Error('the gateway ended')
  })
  const [ports] = (await Promise.race([once(child, 'message'), ended])) as [GatewayPorts]
  ended.catch(() => undefined)
  return { child, ports }
}

export type PhaseResult = Awaited<ReturnType<typeof phase>>

async function intakeSettings({ owner }: IntakeDatabase) {
  const { rows } = await owner.query<{ postgres: string; fsync: string }>(
    `SELECT current_setting('server_version') AS postgres, current_setting('fsync') AS fsync`,
  )
  return rows[0]
}

export async function intakeBench({ seconds, phases, profileTo }: IntakeBenchOptions) {
  const database = await startIntakeDatabase()
  const identifiers = {
    gt06: Array.from({ length: devices.gt06 }, (_, i) => String(350_000_000_000_000 + i)),
    teltonika: Array.from({ length: devices.teltonika }, (_, i) => String(356_000_000_000_000 + i)),
    osmand: Array.from({ length: devices.osmand }, (_, i) => `bench-${i}`),
  }
  await registerDevices(database, identifiers)
  const { child, ports } = await startGatewayProcess(database, profileTo)
  const generator = fork(path.join(import.meta.dirname, 'intake-load.ts'), { execArgv: [] })
  try {
    const processes = { gateway: child.pid ?? 0, postgres: database.pid, generator: generator.pid ?? 0 }
    const context = { database, generator, processes, ports, identifiers }
    const results: Partial<Record<IntakePhase, PhaseResult>> = {}
    for (const [i, name] of phases.entries())
      results[name] = await phase(context, name, { measuredMs: seconds * second, daysAgo: i + 2 })
    const measured = Object.entries(results).filter(([, { ratePerSecond }]) => ratePerSecond === undefined)
    const rows: Record<string, Awaited<ReturnType<typeof rowSizes>> & { copy: Awaited<ReturnType<typeof copyCeiling>> }> = {}
    for (const [name, { partition }] of measured)
      rows[name] = { ...(await rowSizes(database.owner, partition)), copy: await copyCeiling(database.owner, partition) }
    return {
      bench: 'intake',
      warmUpSeconds: warmUpMs / second,
      measuredSeconds: seconds,
      ...(await intakeSettings(database)),
      phases: results,
      rows,
    }
  } finally {
    generator.kill()
    const ended = once(child, 'exit')
    child.disconnect()
    await ended
    await database.stop()
  }
}

export type IntakeResult = Awaited<ReturnType<typeof intakeBench>>
