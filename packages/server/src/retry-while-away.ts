import { setTimeout as sleep } from 'node:timers/promises'

/** Codes of a database that is not there (yet), as against one that refuses us: those do not mend by waiting. */
const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENOENT',
  '57P03',
  '57P01',
  '53300',
])
const retryMs = 2_000

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { code } = error as Error & { code?: string }
  if (code) return code
  if (error instanceof AggregateError) return error.errors.map(codeOf).find((found) => found !== undefined)
  return error.message.includes('timeout') ? 'ETIMEDOUT' : undefined
}

/**
 * Repeats work while the database does not answer, and says so once: starting before the database is no failure.
 * Rejects with the reason of the signal when it is given while waiting.
 */
export async function retryWhileAway<Value>(
  work: () => Promise<Value>,
  tell: (sentence: string) => void,
  signal?: AbortSignal,
): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const code = codeOf(error)
      if (code === undefined || !away.has(code)) throw error
      if (attempt === 1)
        tell(`The database does not answer (${code}); trying again every ${retryMs / 1000} seconds. Stop with Ctrl+C.`)
      await sleep(retryMs, undefined, signal && { signal }).catch((interrupted: unknown) => {
        throw signal?.reason ?? interrupted
      })
    }
  }
}
