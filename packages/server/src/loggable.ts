/** PostgreSQL's `detail` may quote a whole row with names in it, so only these parts of an error are logged. */
export function loggable(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) }
  const { code, table, constraint } = error as { code?: unknown; table?: unknown; constraint?: unknown }
  return { name: error.name, message: error.message, stack: error.stack, code, table, constraint }
}
