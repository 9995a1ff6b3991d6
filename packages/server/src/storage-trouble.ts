/** Why the database stores nothing just now; `sentence` is for staff. */
export interface StorageTrouble {
  readonly kind: 'disk-full' | 'read-only' | 'away' | 'refused'
  readonly sentence: string
}

/** SQLSTATE of PostgreSQL, and the codes of the operating system where our own process meets the same disk. */
const diskFullCodes: ReadonlySet<string> = new Set(['53100', 'ENOSPC', 'EDQUOT'])
/** The message of PostgreSQL's own panic carries no other code than that of an internal error. */
const diskFullMessage = /No space left on device|Disk quota exceeded/
/** What PostgreSQL refuses, as against a connection that is lost (08), shut down or not yet open (57P, 55000), or overcrowded (53300). */
const refusal = /^(?!08|57P|55000|53300)[0-9A-Z]{5}$/

const codeOf = (error: unknown): string => {
  const { code } = (typeof error === 'object' && error !== null ? error : {}) as { code?: unknown }
  return typeof code === 'string' ? code : ''
}

/** What a failure to store means, in one plain sentence. */
export function storageTroubleOf(error: unknown): StorageTrouble {
  const code = codeOf(error)
  if (diskFullCodes.has(code) || (error instanceof Error && diskFullMessage.test(error.message)))
    return {
      kind: 'disk-full',
      sentence: 'The disk of the database is full: free some space on it, and storing goes on by itself.',
    }
  if (code === '25006') return { kind: 'read-only', sentence: 'The database takes no changes: it is read-only.' }
  if (refusal.test(code)) return { kind: 'refused', sentence: `The database refuses us (SQLSTATE ${code}).` }
  return { kind: 'away', sentence: 'The database does not answer.' }
}
