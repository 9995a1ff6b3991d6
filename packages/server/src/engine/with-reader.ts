import { connectionConfig } from '@bilezik/database'
import pg from 'pg'

/** A connection of the engine's role for somebody who looks and changes nothing: the session refuses to write. */
export async function withReader<Result>(engineUrl: string, work: (client: pg.ClientBase) => Promise<Result>): Promise<Result> {
  const client = new pg.Client(connectionConfig(engineUrl, 'bilezik-reader'))
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('SET default_transaction_read_only = on')
    return await work(client)
  } finally {
    await client.end()
  }
}
