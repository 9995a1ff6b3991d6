import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import { type Database } from '@bilezik/database'
import { type Instant, minute } from '@bilezik/domain'
import { type FastifyInstance, LogController, fastify } from 'fastify'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import { Passwords } from '../accounts/password.ts'
import { accountRoutes } from '../accounts/routes.ts'
import { Sessions } from '../accounts/sessions.ts'
import { AddressService } from '../addresses/address-service.ts'
import { addressRoutes } from '../addresses/routes.ts'
import { careRoutes } from '../care/routes.ts'
import { Renderer } from '../documents/render/renderer.ts'
import { documentRoutes } from '../documents/routes.ts'
import { signingRoutes } from '../signing/routes.ts'
import { deadlineRoutes } from '../deadlines/routes.ts'
import { deviceRoutes } from '../devices/routes.ts'
import { equipmentRoutes } from '../equipment/routes.ts'
import { fittingRoutes } from '../fitting/routes.ts'
import { LiveFeed } from '../feed/live-feed.ts'
import { feedRoutes } from '../feed/routes.ts'
import { deliveryRoutes } from '../deliveries/routes.ts'
import { fileRoutes } from '../files/routes.ts'
import { incidentRoutes } from '../incidents/routes.ts'
import { intakeRoutes } from '../intake/routes.ts'
import { RecentReads } from '../log/recent-reads.ts'
import { logRoutes } from '../log/routes.ts'
import { changeRoutes } from '../changes/routes.ts'
import { orderRoutes } from '../orders/routes.ts'
import { outageRoutes } from '../outages/routes.ts'
import { oversightRoutes } from '../oversight/routes.ts'
import { previewRoutes } from '../preview/routes.ts'
import { protectionRoutes } from '../protection/routes.ts'
import { organisationRoutes } from '../organisations/routes.ts'
import { personRoutes } from '../persons/routes.ts'
import { systemRoutes } from '../system/routes.ts'
import { limitBodies } from './body-deadline.ts'
import { consoleFiles } from './console-files.ts'
import type { AppConfig, AppContext } from './context.ts'
import { observationRoutes, observeRequests } from './observe.ts'
import { loggable } from '../loggable.ts'
import { sendProblem } from './problem.ts'
import { RateWindow } from './rate-window.ts'
import { Refusal } from './refusal.ts'
import { guardRoutes } from './route-guard.ts'
import { securityHeaders } from './security-headers.ts'

export interface AppOptions {
  /** Connected as the application role. */
  readonly db: Database
  /** The same role, for a connection of its own that listens. */
  readonly appUrl: string
  /** 32 bytes; wraps the keys of orders. */
  readonly masterKey: Buffer
  readonly config: AppConfig
  /** The built console; without it only the interface is served. */
  readonly consoleDir?: string
  readonly log: Logger
  readonly registry: Registry
  readonly clock: () => Instant
  /** Its own when absent. */
  readonly renderer?: Renderer
  /** How long the oldest stored reading waits for the engine. */
  readonly engineLagMs?: () => number
  /** The reason why the process is not ready, if there is one besides database and engine. */
  readonly extraReadiness?: () => string | undefined
}

const bodyLimitBytes = 256 * 1024
/** The slowest upload; other bodies have 30 seconds. */
const requestTimeoutMs = 300_000
const closingGraceMs = 2_000
const defaultRequestsPerMinute = 6_000
const maxLimitedKeys = 20_000

function contextOf(options: AppOptions): { context: AppContext; settled: () => Promise<unknown> } {
  const { db, appUrl, masterKey, config, log, registry, clock, renderer = new Renderer(), engineLagMs = () => 0 } = options
  const sessions = new Sessions(db)
  const background = new Set<Promise<void>>()
  const context: AppContext = {
    db,
    config,
    masterKey,
    log,
    registry,
    clock,
    sessions,
    passwords: new Passwords(),
    feed: new LiveFeed({ db, appUrl, sessions, log, registry, clock, engineLagMs }),
    addressService: config.addressServiceUrl === null ? undefined : new AddressService({ url: config.addressServiceUrl }),
    recentReads: new RecentReads(),
    renderer,
    sessionLimit: new RateWindow({
      most: config.requestsPerMinute ?? defaultRequestsPerMinute,
      windowMs: minute,
      maxKeys: maxLimitedKeys,
    }),
    inBackground: (what, work) => {
      const done = work.then(
        () => {},
        (error: unknown) => log.error({ what, err: loggable(error) }, 'Work behind an answer failed'),
      )
      background.add(done)
      void done.finally(() => background.delete(done))
    },
  }
  return { context, settled: () => Promise.all(background) }
}

function newServer({ log, config }: AppOptions): FastifyInstance {
  return fastify({
    loggerInstance: log,
    // Its line would hold the full address; ours holds the route.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: config.trustProxy ?? false,
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    exposeHeadRoutes: false,
    // Addresses that cannot be decoded never reach a route or the error handler.
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
    // close() ends what is idle and waits for what is at work.
    forceCloseConnections: 'idle',
  }) as unknown as FastifyInstance
}

/** The REST interface, the live feed and the console's files on one server that does not listen yet. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { context, settled } = contextOf(options)
  const app = newServer(options)
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  guardRoutes(app)
  observeRequests(app, context)
  limitBodies(app)
  await securityHeaders(app, options.config)
  await app.register(cookie)
  // Whoever hung up before we looked has no address any more, and reads no answer: no defect of ours.
  app.addHook('onRequest', async (request, reply) => {
    if ((request.ip as string | undefined) === undefined) reply.hijack()
  })
  await app.register(rateLimit, {
    max: options.config.requestsPerMinute ?? defaultRequestsPerMinute,
    timeWindow: minute,
    cache: maxLimitedKeys,
    errorResponseBuilder: (_request, { ttl }) => new Refusal('too-many-requests', { retryAfterSeconds: Math.ceil(ttl / 1_000) }),
  })
  app.addHook('onSend', async (request, reply) => {
    // Answers about persons are kept by no browser and no proxy.
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store')
  })
  accountRoutes(app, context)
  organisationRoutes(app, context)
  personRoutes(app, context)
  addressRoutes(app, context)
  intakeRoutes(app, context)
  fileRoutes(app, context)
  deliveryRoutes(app, context)
  orderRoutes(app, context)
  changeRoutes(app, context)
  documentRoutes(app, context)
  signingRoutes(app, context)
  previewRoutes(app, context)
  deadlineRoutes(app, context)
  protectionRoutes(app, context)
  deviceRoutes(app, context)
  equipmentRoutes(app, context)
  fittingRoutes(app, context)
  incidentRoutes(app, context)
  outageRoutes(app, context)
  oversightRoutes(app, context)
  careRoutes(app, context)
  logRoutes(app, context)
  feedRoutes(app, context)
  systemRoutes(app, context, options.extraReadiness ?? (() => undefined))
  observationRoutes(app, context)
  await consoleFiles(app, options.consoleDir)
  app.addHook('onReady', async () => context.feed.start())
  // Before the server waits for its connections to end: streams end only when told.
  app.addHook('preClose', async () => {
    await context.feed.close()
    await context.renderer.close()
    await settled()
    // A connection that a browser opened ahead and never used counts as neither idle nor at work; and work may hang.
    setTimeout(() => app.server.closeAllConnections(), closingGraceMs).unref()
  })
  return app
}
