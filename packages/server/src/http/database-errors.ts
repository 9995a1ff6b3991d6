/** The few SQLSTATEs that mean something to a caller; everything else is a defect. */
function stateOf(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined
  return typeof code === 'string' ? code : undefined
}

export function isUniqueViolation(error: unknown): boolean {
  return stateOf(error) === '23505'
}

/** A temporal key (WITHOUT OVERLAPS) is enforced by an exclusion constraint. */
export function isOverlap(error: unknown): boolean {
  return stateOf(error) === '23P01'
}

const socketFailures: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
])

/** What `pg` and its pool throw without a code when a connection cannot be had or is lost. */
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/**
 * The database cannot serve now: connection refused or lost (08), shutting down or starting (57P), out of connections or
 * disk (53), a statement past its time (57014), a transaction cut for idling (25P03); a login or a database that is not
 * there or takes no connections now. The caller may try again.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const state = stateOf(error)
  if (state === undefined) return lostConnection.test(error.message)
  if (socketFailures.has(state)) return (error as { syscall?: unknown }).syscall !== 'open'
  if (state === '55000') return /not currently accepting connections/.test(error.message)
  return /^(08...|28...|3D000|53...|57P..|57014|25P03)$/.test(state)
}
