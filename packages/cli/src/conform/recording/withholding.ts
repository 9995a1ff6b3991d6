import type { HeardMessage } from './events.ts'

/** Which message may be picked: one with records that have a time of their own, or any that waits for an answer. */
export type Pickable = 'records' | 'anything'
export type Treatment = 'reply' | 'pick' | 'silence'

interface Picked {
  readonly connection: number
  readonly type: string
  readonly identifier: string | undefined
  /** Of its timed records, those that have not come again. */
  readonly missing: Set<string>
  readonly hasRecords: boolean
}

const timedOf = (message: HeardMessage) => message.records.filter((record) => record.latestAt !== undefined)

/**
 * Decides whose answer is withheld. One message is picked; on a connection everything behind it stays unanswered as well, as it would
 * while a server cannot reach its disk: an answer to a later message could vouch for the earlier one. Other connections are served.
 */
export class Withholding {
  readonly #isStream: boolean
  #wanted: Pickable | 'nothing' = 'nothing'
  #picked: Picked | undefined

  constructor(isStream: boolean) {
    this.#isStream = isStream
  }

  /** From now on the next message of the kind is picked. */
  begin(wanted: Pickable): void {
    this.#wanted = wanted
    this.#picked = undefined
  }

  end(): void {
    this.#wanted = 'nothing'
    this.#picked = undefined
  }

  get isLooking(): boolean {
    return this.#picked !== undefined
  }

  /** Something was picked, and all of it has come again. */
  get hasReturned(): boolean {
    return this.#wanted === 'nothing' && this.#picked === undefined
  }

  treat(message: HeardMessage): Treatment {
    const picked = this.#picked
    if (!picked) return this.#isWanted(message) ? this.#pick(message) : 'reply'
    for (const { fingerprint } of message.records) picked.missing.delete(fingerprint)
    const isAgain = picked.hasRecords ? picked.missing.size === 0 : message.type === picked.type
    if (isAgain) {
      this.end()
      return 'reply'
    }
    return this.#isStream && message.connection === picked.connection ? 'silence' : 'reply'
  }

  #isWanted(message: HeardMessage): boolean {
    if (!message.isAnswerable || this.#wanted === 'nothing') return false
    return this.#wanted === 'anything' || timedOf(message).length > 0
  }

  #pick(message: HeardMessage): Treatment {
    const missing = new Set(timedOf(message).map(({ fingerprint }) => fingerprint))
    const { connection, type, identifier } = message
    this.#picked = { connection, type, identifier, missing, hasRecords: missing.size > 0 }
    return 'pick'
  }
}
