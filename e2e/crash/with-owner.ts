import pg from 'pg'

/** Asks the database of a running server as its owner. */
export async function withOwner<Value>(ownerUrl: string, work: (owner: pg.Client) => Promise<Value>): Promise<Value> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}
