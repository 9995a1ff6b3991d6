import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { type Database, withScope } from '@bilezik/database'
import { type Instant, type OrganisationId, instant, isoInstant, minute, second } from '@bilezik/domain'
import type { Logger } from 'pino'
import { Gauge, type Registry } from 'prom-client'
import type { Session, Sessions } from '../accounts/sessions.ts'
import { refuse } from '../http/refusal.ts'
import { writeLogEntry } from '../log/write-log-entry.ts'
import { FeedClient } from './feed-client.ts'
import { FeedListener } from './feed-listener.ts'
import { frame } from './frame.ts'
import { ScopeFeed } from './scope-feed.ts'

export interface LiveFeedOptions {
  readonly db: Database
  /** For a connection of its own, which listens. */
  readonly appUrl: string
  readonly sessions: Sessions
  readonly log: Logger
  readonly registry: Registry
  readonly clock: () => Instant
  /** How long the oldest stored reading waits for the engine. */
  readonly engineLagMs: () => number
}

interface Stream {
  readonly client: FeedClient
  readonly session: Session
  readonly response: ServerResponse
  readonly scope: ScopeFeed
  readonly openedAt: Instant
}

const roundMs = second
const heldBackMs = 50
/** Between two looks at feed_events: many commits at once are one look. */
const restMs = 20
const sessionCheckMs = 10 * second
const positionEveryMs = 10 * minute
const maxStreamsPerSession = 6

/** The live stream of everybody who watches: one reader per organisation, however many clients. */
export class LiveFeed {
  readonly #options: LiveFeedOptions
  readonly #scopes = new Map<OrganisationId, ScopeFeed>()
  readonly #streams = new Set<Stream>()
  readonly #closings = new Set<Promise<void>>()
  readonly #closing = new AbortController()
  readonly #listener: FeedListener
  readonly #openStreams: Gauge
  #loops: Promise<void>[] = []
  #notice = Promise.withResolvers<void>()
  #engineAt: Instant = instant(0)
  #isFailing = false

  constructor(options: LiveFeedOptions) {
    this.#options = options
    this.#listener = new FeedListener(options.appUrl, options.log, () => this.#notice.resolve())
    this.#openStreams = new Gauge({ name: 'bilezik_feed_clients', help: 'Open live streams', registers: [options.registry] })
  }

  start(): void {
    this.#listener.start()
    this.#loops = [
      this.#repeat('events', () => this.#eventsRound()),
      this.#repeat('marks', () => this.#marksRound()),
      this.#repeat('sessions', () => this.#sessionsRound()),
      this.#repeat('positions', () => this.#positionsRound()),
    ]
  }

  /** Takes the response over: headers are sent and the stream is open. Refuses a session with too many streams. */
  async open(session: Session, response: ServerResponse, lastEventId: string | undefined, writeHead: () => void): Promise<void> {
    const { db, clock } = this.#options
    const own = [...this.#streams].filter((stream) => stream.session.tokenHash.equals(session.tokenHash))
    if (own.length >= maxStreamsPerSession)
      refuse('too-many-requests', { detail: `at most ${maxStreamsPerSession} live streams`, retryAfterSeconds: 10 })
    const { organisationId } = session.user
    const openedAt = clock()
    const scope = this.#scopes.get(organisationId) ?? new ScopeFeed(db, organisationId)
    this.#scopes.set(organisationId, scope)
    const client = new FeedClient(response)
    const stream: Stream = { client, session, response, scope, openedAt }
    // Counted before the first wait, so that streams opened at once are counted too.
    this.#streams.add(stream)
    this.#openStreams.set(this.#streams.size)
    try {
      await this.#write(session, 'live-opened', { scope: organisationId, from: isoInstant(openedAt) })
    } catch (error) {
      this.#forget(stream)
      throw error
    }
    if (!this.#streams.has(stream)) refuse('not-signed-in')
    writeHead()
    response.on('drain', () => client.flush())
    response.once('close', () => this.#closed(stream))
    if (response.destroyed || this.#closing.signal.aborted) {
      this.#end(stream)
      return
    }
    try {
      await scope.join(client, lastEventId, clock())
      client.pulse(this.#pulse())
    } catch (error) {
      this.#options.log.warn({ message: (error as Error).message }, 'A live stream could not be opened; its client tries again')
      this.#end(stream)
    }
    if (!this.#streams.has(stream)) scope.clients.delete(client)
  }

  /** At once, when somebody signs out. */
  endSession(tokenHash: Buffer): void {
    for (const stream of this.#streams) if (stream.session.tokenHash.equals(tokenHash)) this.#end(stream)
  }

  async close(): Promise<void> {
    this.#closing.abort()
    this.#notice.resolve()
    for (const stream of this.#streams) this.#end(stream)
    await Promise.all(this.#loops)
    await this.#listener.close()
    await Promise.all(this.#closings)
  }

  #end(stream: Stream): void {
    // Before its headers are sent, open() finds the stream forgotten and refuses.
    if (stream.response.headersSent) stream.response.end()
    this.#closed(stream)
  }

  #closed(stream: Stream): void {
    if (!this.#forget(stream)) return
    const detail = { from: isoInstant(stream.openedAt), until: isoInstant(this.#options.clock()) }
    const written = this.#write(stream.session, 'live-closed', detail).catch((error: unknown) => {
      this.#options.log.error({ message: (error as Error).message, ...detail }, 'The end of a live stream could not be logged')
    })
    this.#closings.add(written)
    void written.finally(() => this.#closings.delete(written))
  }

  #forget(stream: Stream): boolean {
    const wasOpen = this.#streams.delete(stream)
    this.#openStreams.set(this.#streams.size)
    stream.scope.clients.delete(stream.client)
    const isInUse = [...this.#streams].some((other) => other.scope === stream.scope)
    if (!isInUse && this.#scopes.get(stream.scope.organisationId) === stream.scope)
      this.#scopes.delete(stream.scope.organisationId)
    return wasOpen
  }

  #write(session: Session, action: string, detail: Record<string, unknown>): Promise<void> {
    return withScope(this.#options.db, session.user.organisationId, (tx) => writeLogEntry(tx, session.user, { action, detail }))
  }

  /** A round says how long to rest; a round that fails is tried again after a second. */
  async #repeat(what: string, round: () => Promise<number>): Promise<void> {
    const { signal } = this.#closing
    while (!signal.aborted) {
      let restFor = roundMs
      try {
        restFor = await round()
        if (this.#isFailing && this.#streams.size > 0) this.#options.log.info({ what }, 'The live feed reads again')
        if (this.#streams.size > 0) this.#isFailing = false
      } catch (error) {
        if (!this.#isFailing)
          this.#options.log.warn({ what, message: (error as Error).message }, 'The live feed cannot read; it tries each second')
        this.#isFailing = true
      }
      await pause(restFor, undefined, { signal }).catch(() => {})
    }
  }

  async #eventsRound(): Promise<number> {
    // Missed while reading is told by the next promise, which exists before the reading begins.
    await Promise.race([this.#notice.promise, pause(roundMs, undefined, { signal: this.#closing.signal }).catch(() => {})])
    this.#notice = Promise.withResolvers<void>()
    let isHeldBack = false
    for (const scope of this.#scopes.values()) isHeldBack = (await scope.sendEvents()) || isHeldBack
    if (!isHeldBack) return restMs
    this.#notice.resolve()
    return heldBackMs
  }

  async #marksRound(): Promise<number> {
    if (this.#streams.size === 0) return roundMs
    const { db, clock } = this.#options
    try {
      const engine = await db.selectFrom('engine').select('heartbeat_at').executeTakeFirst()
      if (engine) this.#engineAt = engine.heartbeat_at
      for (const scope of this.#scopes.values()) await scope.sendMarks(clock())
    } finally {
      // Also when the database is away: the pulse then shows how old the engine's word is.
      const text = this.#pulse()
      for (const scope of this.#scopes.values()) for (const client of scope.clients) client.pulse(text)
    }
    return roundMs
  }

  #pulse(): string {
    const { clock, engineLagMs } = this.#options
    return frame('pulse', { serverAt: isoInstant(clock()), engineAt: isoInstant(this.#engineAt), engineLagMs: engineLagMs() })
  }

  /** Expired, signed out elsewhere, disabled, moved to another organisation or role: the stream ends. */
  async #sessionsRound(): Promise<number> {
    const streams = [...this.#streams]
    if (streams.length === 0) return sessionCheckMs
    const open = await this.#options.sessions.stillOpen(streams.map((stream) => stream.session.tokenHash))
    for (const stream of streams) {
      const { organisationId, role } = stream.session.user
      const now = open.get(stream.session.tokenHash.toString('hex'))
      if (now?.organisationId !== organisationId || now.role !== role) this.#end(stream)
    }
    return sessionCheckMs
  }

  async #positionsRound(): Promise<number> {
    for (const scope of this.#scopes.values()) scope.sendPosition(this.#options.clock())
    return positionEveryMs
  }
}
