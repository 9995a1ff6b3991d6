import { setTimeout as pause } from 'node:timers/promises'
import { connectionConfig } from '@bilezik/database'
import pg from 'pg'
import type { Logger } from 'pino'

const reconnectMs = 1_000

/** Says when something was committed for the feed. Only a hint: the poll finds everything without it, later. */
export class FeedListener {
  readonly #url: string
  readonly #log: Logger
  readonly #onNotice: () => void
  readonly #closing = new AbortController()
  #client: pg.Client | undefined
  #running: Promise<void> | undefined

  constructor(url: string, log: Logger, onNotice: () => void) {
    this.#url = url
    this.#log = log
    this.#onNotice = onNotice
  }

  start(): void {
    this.#running = this.#run()
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await this.#client?.end()
    await this.#running
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing
    while (!signal.aborted) {
      try {
        await this.#listen()
      } catch (error) {
        if (!signal.aborted)
          this.#log.warn({ message: (error as Error).message }, 'The feed does not hear the database; it asks each second')
      }
      await pause(reconnectMs, undefined, { signal, ref: false }).catch(() => {})
    }
  }

  /** Until the connection ends. */
  async #listen(): Promise<void> {
    const client = new pg.Client(connectionConfig(this.#url, 'bilezik-feed'))
    this.#client = client
    const ended = new Promise<void>((resolve, reject) => {
      client.once('end', resolve)
      // Not once: a dying connection says so twice.
      client.on('error', reject)
    })
    // Awaited below; a failure while connecting is told by connect() already.
    ended.catch(() => {})
    client.on('notification', this.#onNotice)
    try {
      // The driver leaves connect() unsettled for ever when end() comes before it is done.
      await Promise.race([client.connect(), ended])
      if (this.#closing.signal.aborted) return
      await client.query('LISTEN bilezik_feed')
      // What was committed before the ear was there.
      this.#onNotice()
      await ended
    } finally {
      this.#client = undefined
      await client.end().catch(() => {})
    }
  }
}
