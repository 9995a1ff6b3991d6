/** Those made here: the log's own serializer gets them again and must not make them unreadable. */
const made = new WeakSet<object>()

/** PostgreSQL's `detail` may quote a whole row with names in it, so only these parts of an error are logged. */
export function loggable(error: unknown): Record<string, unknown> {
  if (typeof error === 'object' && error !== null && made.has(error)) return error as Record<string, unknown>
  const parts = partsOf(error)
  made.add(parts)
  return parts
}

function partsOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) }
  const { code, table, constraint } = error as { code?: unknown; table?: unknown; constraint?: unknown }
  return { name: error.name, message: error.message, stack: error.stack, code, table, constraint }
}
