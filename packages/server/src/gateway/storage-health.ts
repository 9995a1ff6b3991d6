import type { Logger } from 'pino'
import { type StorageTrouble, storageTroubleOf } from '../storage-trouble.ts'

/** A batch that takes this long hangs. */
const stalledAfterMs = 3_000
const silence = `The database has not answered for more than ${stalledAfterMs / 1_000} seconds.`
const meanwhile = 'Devices are not acknowledged meanwhile, and keep what they have.'

/** Whether what comes is being stored, and in one sentence why it is not. The log hears of each reason once. */
export class StorageHealth {
  readonly #log: Logger
  isAway = false
  /** When the batch now under way was first tried. */
  #storingSinceMs: number | undefined
  #trouble: StorageTrouble | undefined
  #isSilenceTold = false

  constructor(log: Logger) {
    this.#log = log
  }

  get isStalled(): boolean {
    return this.#storingSinceMs !== undefined && performance.now() - this.#storingSinceMs > stalledAfterMs
  }

  /** For staff; undefined while all is well. */
  get trouble(): string | undefined {
    return this.#trouble?.sentence ?? (this.isStalled ? silence : undefined)
  }

  began(): void {
    this.#storingSinceMs = performance.now()
  }

  ended(): void {
    this.#storingSinceMs = undefined
  }

  failed(error: unknown): void {
    this.isAway = true
    const trouble = storageTroubleOf(error)
    const former = this.#trouble?.kind
    // A server whose disk is full may end of it: that it is away then says less than why.
    if (trouble.kind === former || (trouble.kind === 'away' && former === 'disk-full')) return
    this.#trouble = trouble
    this.#log.error({ err: error }, `gateway: ${trouble.sentence} ${meanwhile}`)
  }

  /** Asked for now and then: who is silent gives no error that could be told. */
  tellSilence(): void {
    if (!this.isStalled || this.isAway || this.#isSilenceTold) return
    this.#isSilenceTold = true
    this.#log.error(`gateway: ${silence} ${meanwhile}`)
  }

  stored(): void {
    if (this.isAway || this.#isSilenceTold) this.#log.info('gateway: the database is back; storing goes on')
    this.isAway = false
    this.#isSilenceTold = false
    this.#trouble = undefined
  }
}
