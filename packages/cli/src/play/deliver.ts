import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpRequest } from '@bilezik/protocols'

const answerWithinMs = 15_000
const retryFromMs = 250
const retryUpToMs = 10_000

/** The gateway will never take this row: sending it again would not help. */
export class RefusedRow extends Error {
  override readonly name = 'RefusedRow'
}

/**
 * Sends until the gateway has answered 200, which means stored. A gateway that is away or overloaded is tried again, slower and
 * slower, without end; the signal ends it. Throws `RefusedRow` on an answer that blames the request.
 */
export async function deliver(
  gatewayUrl: string,
  message: HttpRequest,
  signal: AbortSignal,
  onRetry: (why: string) => void,
): Promise<void> {
  for (let waitMs = retryFromMs; ; waitMs = Math.min(retryUpToMs, waitMs * 2)) {
    signal.throwIfAborted()
    try {
      const response = await fetch(new URL(message.url, gatewayUrl), {
        method: message.method,
        headers: Object.entries(message.headers).flatMap(([name, value]): [string, string][] =>
          value === undefined ? [] : [[name, value]],
        ),
        ...(message.body === undefined ? {} : { body: message.body }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
      })
      await response.body?.cancel()
      if (response.status === 200) return
      const isTransient = response.status >= 500 || response.status === 429 || response.status === 408
      if (!isTransient) throw new RefusedRow(`the gateway answered ${response.status}`)
      onRetry(`the gateway answered ${response.status}`)
    } catch (error) {
      if (error instanceof RefusedRow) throw error
      signal.throwIfAborted()
      onRetry(
        error instanceof Error
          ? `${error.message}${error.cause instanceof Error ? ` (${error.cause.message})` : ''}`
          : String(error),
      )
    }
    await sleep(waitMs, undefined, { signal })
  }
}
