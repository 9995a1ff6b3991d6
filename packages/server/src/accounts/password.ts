import { hash, verify } from '@node-rs/argon2'
import { refuse } from '../http/refusal.ts'

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. `algorithm` 2 is argon2id. */
const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

const minLength = 12
/** Hashing is made to be dear: so many at once, so many more in the queue, and the rest are asked to come back. */
const maxRunning = 2
const maxWaiting = 32

export class Passwords {
  #running = 0
  readonly #waiting: (() => void)[] = []
  /** Compared with when there is no such account, so that the answer takes as long. */
  readonly #nobodys: Promise<string>

  constructor() {
    this.#nobodys = hash('no account has this password', parameters)
    // Awaited by whoever needs it; until then a failure is not unhandled.
    this.#nobodys.catch(() => {})
  }

  async hashOf(password: string): Promise<string> {
    if ([...password].length < minLength) refuse('weak-password')
    return this.#bounded(() => hash(password, parameters))
  }

  /** `stored` is undefined when there is no such account. */
  async isRight(password: string, stored: string | undefined): Promise<boolean> {
    const compared = stored ?? (await this.#nobodys)
    const isSame = await this.#bounded(() => verify(compared, password))
    return isSame && stored !== undefined
  }

  async #bounded<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#running >= maxRunning) {
      if (this.#waiting.length >= maxWaiting) refuse('too-many-requests', { retryAfterSeconds: 5 })
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    } else this.#running++
    try {
      return await work()
    } finally {
      // The place is handed on, so `running` stays as it is when somebody waits.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }
}
