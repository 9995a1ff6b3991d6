import { type Database, type DatabaseUrls, createDatabase, createPool, migrate } from '@bilezik/database'
import type { Instant } from '@bilezik/domain'
import type { Logger } from 'pino'
import { Registry, collectDefaultMetrics } from 'prom-client'
import { ensureSetupToken } from './accounts/set-up.ts'
import { claimInstallation } from './claim-installation.ts'
import { runPasses } from './deadlines/run-passes.ts'
import { DeliverySender } from './deliveries/delivery-sender.ts'
import { SignatureChecker } from './signing/signature-checker.ts'
import { runEngine } from './engine/run-engine.ts'
import type { DoorName } from './gateway/doors.ts'
import { type ListenAddress, StartError, listening } from './gateway/listener.ts'
import { type Gateway, type GatewayOptions, startGateway } from './gateway/start-gateway.ts'
import type { AppConfig } from './http/context.ts'
import { createApp } from './http/create-app.ts'
import { retryWhileAway } from './retry-while-away.ts'

export interface ServerOptions {
  readonly urls: DatabaseUrls
  /** 32 bytes; wraps the keys of orders. Kept outside the database. */
  readonly masterKey: Buffer
  readonly config: AppConfig
  /** The built console. */
  readonly consoleDir: string
  readonly listen: ListenAddress
  /** The doors for devices; one that is not listed is not opened. */
  readonly devices: Readonly<Partial<Record<DoorName, ListenAddress>>>
  readonly deviceSettings?: Pick<GatewayOptions, 'listenIfFree' | 'tls' | 'proxyFrom' | 'mqttUrl'>
  /** Why the database cannot be kept running, from who does that. */
  readonly storageTrouble?: () => string | undefined
  readonly log: Logger
  readonly clock: () => Instant
  /** One plain sentence at a time for the person who started the server. */
  readonly tell: (sentence: string) => void
  /** Ends the waiting for a database that does not answer; the start then rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

export interface RunningServer {
  readonly url: string
  readonly devicePorts: Gateway['ports']
  /** Of an installation without any account: the one-time token of the first administrator. */
  readonly setupToken: string | undefined
  stop(): Promise<void>
}

/** Undoes in reverse what a start has done so far. */
class Teardown {
  #steps: (() => Promise<unknown>)[] = []

  add(step: () => Promise<unknown>): void {
    this.#steps.unshift(step)
  }

  /** Every step is taken, also after one that failed; the first failure is then thrown. */
  async run(): Promise<void> {
    const failures: unknown[] = []
    for (const step of this.#steps.splice(0)) await step().catch((error: unknown) => failures.push(error))
    if (failures.length > 0) throw failures[0]
  }
}

/** Everything in one process: migrations, gateway, engine, interface and console. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const teardown = new Teardown()
  try {
    return await start(options, teardown)
  } catch (error) {
    // What stood in the way of the start is the news, not what went wrong while tidying up after it.
    await teardown
      .run()
      .catch((failure: unknown) => options.log.warn({ err: failure }, 'server: an unfinished start left something running'))
    throw error
  }
}

/** Without a service to ask there is nothing to check. */
function startChecker(db: Database, { config: { ncanode }, log, clock }: ServerOptions): { readonly stop: () => Promise<void> } {
  if (!ncanode) return { stop: () => Promise.resolve() }
  const checker = new SignatureChecker({ db, settings: ncanode, log, clock })
  checker.start()
  return checker
}

async function start(options: ServerOptions, teardown: Teardown): Promise<RunningServer> {
  const { urls, log, clock, tell } = options
  const { applied } = await retryWhileAway(() => migrate(urls.owner), tell, options.signal)
  if (applied.length > 0) tell(`Database schema brought up to date (${applied.length} migrations).`)
  await claimInstallation(urls.owner, options.config.isDemo)
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })

  const pool = createPool({
    url: urls.app,
    applicationName: 'bilezik-app',
    maxConnections: 10,
    statementTimeoutMs: 20_000,
    onIdleError: (error) => log.warn({ err: error }, 'app: an idle database connection ended'),
  })
  const db = createDatabase(pool)
  teardown.add(() => db.destroy())

  const passes = runPasses({ db, clock, log })
  teardown.add(() => passes.stop())

  const engine = runEngine({ engineUrl: urls.engine, log, registry, clock })
  teardown.add(() => engine.stop())
  // Which doors are open is known when it runs: the type names none.
  const gateway = await startGateway<never>({
    ...options.deviceSettings,
    tell,
    intakeUrl: urls.intake,
    gatewayName: 'main',
    masterKey: options.masterKey,
    listen: options.devices,
    log,
    registry,
    clock,
    onCommitted: () => engine.nudge(),
  })
  teardown.add(() => gateway.stop())

  const app = await createApp({
    db,
    appUrl: urls.app,
    masterKey: options.masterKey,
    config: options.config,
    consoleDir: options.consoleDir,
    log,
    registry,
    clock,
    engineLagMs: () => engine.lagMs(),
    // Who keeps the database running knows better why it does not than who only misses it.
    extraReadiness: () => options.storageTrouble?.() ?? gateway.storageTrouble(),
  })
  teardown.add(() => app.close())
  await app.ready()
  const settings = options.config.sending ?? {}
  const sender = new DeliverySender({ db, masterKey: options.masterKey, settings, log, registry, clock })
  sender.start()
  teardown.add(() => sender.stop())
  const checker = startChecker(db, options)
  teardown.add(() => checker.stop())
  const port = await listening(app.server, options.listen, 'console')
  const setupToken = await ensureSetupToken(db)
  return {
    url: `http://${options.listen.host.includes(':') ? `[${options.listen.host}]` : options.listen.host}:${port}`,
    devicePorts: gateway.ports,
    setupToken,
    stop: () => teardown.run(),
  }
}

export { StartError }
