import { setTimeout as pause } from 'node:timers/promises'
import { type Database, withScope } from '@bilezik/database'
import { type Instant, type OrganisationId, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import { isDatabaseUnavailable } from '../http/database-errors.ts'
import { loggable } from '../loggable.ts'
import { judgeAnswer } from './judge-answer.ts'
import { type NcanodeSettings, checkCms, ncanodeDefaults } from './ncanode.ts'
import { settleSignature } from './settle-signature.ts'
import { waitingSignature } from './waiting-signature.ts'

export interface CheckerOptions {
  readonly db: Database
  readonly settings: NcanodeSettings
  readonly log: Logger
  readonly clock: () => Instant
}

const mostAtOnce = 20

/** Has the service check what was handed in, one after the other, outside of any transaction. Two of them do each other no harm. */
export class SignatureChecker {
  readonly #options: CheckerOptions
  readonly #stopping = new AbortController()
  #running: Promise<void> | undefined

  constructor(options: CheckerOptions) {
    this.#options = options
  }

  start(): void {
    this.#running = this.#run()
  }

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
        if (!isDatabaseUnavailable(error)) log.error({ err: loggable(error) }, 'Checking signatures failed through a defect')
      }
      await pause(settings.everyMs ?? ncanodeDefaults.everyMs, undefined, { signal, ref: false }).catch(() => {})
    }
  }

  /** Everything that is due now, once. */
  async round(): Promise<void> {
    const { db, clock, log } = this.#options
    const { rows } = await sql<{ id: string; organisation_id: OrganisationId }>`
      SELECT * FROM electronic_signatures_due(${isoInstant(clock())}, ${mostAtOnce})`.execute(db)
    for (const { id, organisation_id: organisationId } of rows) {
      if (this.#stopping.signal.aborted) return
      try {
        await this.#check(id, organisationId)
      } catch (error) {
        if (isDatabaseUnavailable(error)) throw error
        log.error({ signatureId: id, err: loggable(error) }, 'Checking a signature failed through a defect')
        await this.#putOff(id, organisationId)
      }
    }
  }

  async #check(id: string, organisationId: OrganisationId): Promise<void> {
    const { db, clock, settings } = this.#options
    const waiting = await withScope(db, organisationId, (tx) => waitingSignature(tx, id))
    if (!waiting) return
    const { signal } = this.#stopping
    const checked = await checkCms(settings, waiting.cms, waiting.pdf, signal)
    // Told nothing because we stop: that is no attempt.
    if (signal.aborted && !('answer' in checked)) return
    const now = clock()
    const judged = 'answer' in checked ? judgeAnswer(checked.answer, waiting, now) : checked
    await withScope(db, organisationId, (tx) =>
      settleSignature(tx, waiting, judged, settings.pausesMs ?? ncanodeDefaults.pausesMs, now),
    )
  }

  /** One that cannot be settled holds up no other: it waits for its turn again, and is given up like every other in the end. */
  async #putOff(id: string, organisationId: OrganisationId): Promise<void> {
    const { db, clock, settings, log } = this.#options
    try {
      await withScope(db, organisationId, async (tx) => {
        const waiting = await waitingSignature(tx, id)
        const pausesMs = settings.pausesMs ?? ncanodeDefaults.pausesMs
        if (waiting) await settleSignature(tx, waiting, { code: 'service-unclear', said: 'a defect' }, pausesMs, clock())
      })
    } catch (error) {
      if (isDatabaseUnavailable(error)) throw error
      log.error({ signatureId: id, err: loggable(error) }, 'A signature could not be put off through a defect')
    }
  }
}
