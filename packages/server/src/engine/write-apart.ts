import pg from 'pg'

/** Classes of SQLSTATE that tell of the data written: data exception, integrity, a limit of the program, what a trigger raises. */
const classesOfData = ['22', '23', '54', 'P0']

/** Whether it lies in what was written or stepped for somebody, not in the database or the way to it. */
function isOfSomebody(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || classesOfData.includes((error.code ?? '').slice(0, 2))
}

/**
 * Writes for all at once. When that fails it is undone and tried for each alone, and whoever it fails for again is told of to
 * `onFault`: what one person's data do must not stop the others. The usual way costs one savepoint.
 */
export async function writeApart<Item>(
  client: pg.ClientBase,
  items: readonly Item[],
  write: (items: readonly Item[]) => Promise<void>,
  onFault: (item: Item, error: unknown) => void,
): Promise<void> {
  if (items.length === 0) return
  const failure = await attempted(client, () => write(items))
  if (failure === undefined) return
  for (const item of items) {
    const fault = items.length === 1 ? failure : await attempted(client, () => write([item]))
    if (fault !== undefined) onFault(item, fault.error)
  }
}

/** A connection that is gone fails the way back to the savepoint, too, and with it the whole round. */
async function attempted(client: pg.ClientBase, write: () => Promise<void>): Promise<{ readonly error: unknown } | undefined> {
  await client.query('SAVEPOINT apart')
  try {
    await write()
    await client.query('RELEASE SAVEPOINT apart')
    return undefined
  } catch (error) {
    if (!isOfSomebody(error)) throw error
    await client.query('ROLLBACK TO SAVEPOINT apart')
    return { error }
  }
}
