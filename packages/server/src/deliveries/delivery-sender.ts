import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '@bilezik/database'
import { type Instant, type OrganisationId, isoInstant, later } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import { Counter, Gauge, type Registry } from 'prom-client'
import { isDatabaseUnavailable } from '../http/database-errors.ts'
import { loggable } from '../loggable.ts'
import { type Claimed, claimDelivery } from './claim-delivery.ts'
import { type SendOutcome, told } from './outgoing.ts'
import { recordCutOff, recordHandOver, recordOutcome } from './record-attempt.ts'
import { sendMail } from './send-mail.ts'
import { sendWebhook } from './send-webhook.ts'
import { type SendingSettings, sendingDefaults } from './sending-settings.ts'

export interface SenderOptions {
  readonly db: Database
  readonly masterKey: Buffer
  readonly settings: SendingSettings
  readonly log: Logger
  readonly registry: Registry
  readonly clock: () => Instant
}

const mostAtOnce = 20

interface ToDo {
  readonly id: string
  readonly organisation_id: OrganisationId
  readonly is_cut_off: boolean
}

function metricsOf(registry: Registry) {
  const registers = [registry]
  return {
    attempts: new Counter({
      name: 'bilezik_delivery_attempts_total',
      help: 'Attempts to send a paper, by channel and outcome',
      labelNames: ['channel', 'outcome'] as const,
      registers,
    }),
    oldest: new Gauge({
      name: 'bilezik_deliveries_oldest_unsent_seconds',
      help: 'How long the oldest unsent paper waits',
      registers,
    }),
    unsent: new Gauge({ name: 'bilezik_deliveries_unsent', help: 'Papers that wait or are being sent', registers }),
    stuck: new Gauge({
      name: 'bilezik_deliveries_stuck',
      help: 'Papers that were refused or given up, or of which it is unclear',
      registers,
    }),
  }
}

/** Sends what is due, one after the other. Two of them do each other no harm: a delivery is claimed, and an attempt fenced. */
export class DeliverySender {
  readonly #options: SenderOptions
  readonly #metrics: ReturnType<typeof metricsOf>
  readonly #stopping = new AbortController()
  #running: Promise<void> | undefined

  constructor(options: SenderOptions) {
    this.#options = options
    this.#metrics = metricsOf(options.registry)
  }

  start(): void {
    this.#running = this.#run()
  }

  /** Waits for the attempt that is being made: cut off in the middle it might be unclear. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping
    const { log, settings } = this.#options
    while (!signal.aborted) {
      try {
        await this.round()
      } catch (error) {
        // The database is away: everybody says so already.
        if (!isDatabaseUnavailable(error)) log.error({ err: loggable(error) }, 'Sending failed through a defect')
      }
      await pause(settings.everyMs ?? sendingDefaults.everyMs, undefined, { signal, ref: false }).catch(() => {})
    }
  }

  /** Everything that is due now, once. */
  async round(): Promise<void> {
    const { db, clock, settings, log } = this.#options
    const now = clock()
    const begunBefore = isoInstant(later(now, -(settings.leaseMs ?? sendingDefaults.leaseMs)))
    const { rows } = await sql<ToDo>`SELECT * FROM deliveries_to_do(${isoInstant(now)}, ${begunBefore}, ${mostAtOnce})`.execute(
      db,
    )
    for (const { id, organisation_id: organisationId, is_cut_off: isCutOff } of rows) {
      if (this.#stopping.signal.aborted) return
      try {
        if (isCutOff) await recordCutOff(db, { id }, clock())
        else await this.#sendOne({ id, organisationId })
      } catch (error) {
        if (isDatabaseUnavailable(error)) throw error
        // One that cannot be read holds up no other; it stays where it is, and the oldest unsent tells of it.
        log.error({ deliveryId: id, err: loggable(error) }, 'A delivery failed through a defect')
      }
    }
    await this.#measure(now)
  }

  async #sendOne(asked: { readonly id: string; readonly organisationId: OrganisationId }): Promise<void> {
    const { db, masterKey, clock, settings } = this.#options
    const claimed = await claimDelivery(db, masterKey, asked, clock())
    if (!claimed) return
    const attempt = { id: asked.id, number: claimed.number }
    const said = await this.#attempt(claimed, () => recordHandOver(db, attempt, clock()))
    this.#metrics.attempts.inc({ channel: claimed.channel, outcome: said.outcome })
    await recordOutcome(db, attempt, said, settings.pausesMs ?? sendingDefaults.pausesMs, clock())
  }

  #attempt({ channel, paper }: Claimed, handOver: () => Promise<void>): Promise<SendOutcome> | SendOutcome {
    const { mail, webhooks } = this.#options.settings
    if (channel === 'email') return mail ? sendMail(mail, paper, handOver) : told('not-sent', 'no mail server is set')
    return webhooks
      ? sendWebhook(webhooks, paper, this.#options.clock(), handOver)
      : told('not-sent', 'no receivers of webhooks are set')
  }

  async #measure(now: Instant): Promise<void> {
    const { rows } = await sql<{ oldest_unsent_at: Instant | null; unsent: number; stuck: number }>`
      SELECT * FROM sending_health()`.execute(this.#options.db)
    const [health] = rows
    const oldest = health?.oldest_unsent_at ?? now
    this.#metrics.oldest.set(Math.max(0, now - oldest) / 1_000)
    this.#metrics.unsent.set(health?.unsent ?? 0)
    this.#metrics.stuck.set(health?.stuck ?? 0)
  }
}
