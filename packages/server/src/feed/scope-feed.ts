import { type Database, type ScopedTransaction, withScope } from '@bilezik/database'
import type { Instant, OrganisationId } from '@bilezik/domain'
import { type Cursor, presentCursor, readBetween, readSince } from './durable-events.ts'
import type { FeedClient } from './feed-client.ts'
import { frame, marksFrames, positionFrame } from './frame.ts'
import { MarksBook } from './marks-book.ts'
import { parsePosition } from './position.ts'

/** What the clients of one organisation share: each is shown exactly what row-level security shows that organisation. */
export class ScopeFeed {
  readonly organisationId: OrganisationId
  readonly clients = new Set<FeedClient>()
  readonly #db: Database
  readonly #book = new MarksBook()
  #cursor: Cursor | undefined
  #tail: Promise<unknown> = Promise.resolve()

  constructor(db: Database, organisationId: OrganisationId) {
    this.#db = db
    this.organisationId = organisationId
  }

  /** One thing after another, so that a joining client falls neither between two rounds nor into one. */
  #inTurn<Result>(work: (tx: ScopedTransaction) => Promise<Result>): Promise<Result> {
    const result = this.#tail.then(() => withScope(this.#db, this.organisationId, work))
    // The failure is the caller's; the next in turn goes on.
    this.#tail = result.catch(() => {})
    return result
  }

  /**
   * Sends what the client missed (or `reset`), its position and all marks, and keeps it from then on. A new client missed
   * what was committed since it loaded its lists: the last minute is sent again, for an event twice is as good as once.
   */
  join(client: FeedClient, lastEventId: string | undefined, now: Instant): Promise<void> {
    return this.#inTurn(async (tx) => {
      const cursor = (this.#cursor ??= await presentCursor(tx))
      const event = await this.#book.update(tx, now)
      if (event) this.#sendMarks(event)
      const here = { kind: 'time', at: now } as const
      const position = lastEventId === undefined ? here : parsePosition(lastEventId)
      const missed = position && (await readBetween(tx, position, cursor, now))
      if (missed) for (const { text, position: at } of missed) client.durable(text, at)
      else client.durable(frame('reset', {}, here), here)
      if (missed?.length === 0) client.durable(positionFrame(here), here)
      const all = this.#book.all()
      client.marks(all, marksFrames(all))
      this.clients.add(client)
    })
  }

  /** True: rows wait for a transaction that is still open, so another look is due soon. */
  sendEvents(): Promise<boolean> {
    return this.#inTurn(async (tx) => {
      for (;;) {
        const read = await readSince(tx, this.#cursor ?? (await presentCursor(tx)))
        this.#cursor = read.cursor
        for (const { text, position } of read.events) for (const client of this.clients) client.durable(text, position)
        if (!read.hasMore) return read.isHeldBack
      }
    })
  }

  sendMarks(now: Instant): Promise<void> {
    return this.#inTurn(async (tx) => {
      const event = await this.#book.update(tx, now)
      if (event) this.#sendMarks(event)
    })
  }

  /** Now and then, so that a stream without events stays resumable. */
  sendPosition(now: Instant): void {
    const here = { kind: 'time', at: now } as const
    for (const client of this.clients) client.durable(positionFrame(here), here)
  }

  #sendMarks(event: Parameters<FeedClient['marks']>[0]): void {
    const texts = marksFrames(event)
    for (const client of this.clients) client.marks(event, texts)
  }
}
