import { connectionConfig } from '@bilezik/database'
import pg from 'pg'
import type { Logger } from 'pino'
import { AlreadyServedError } from './listener.ts'

export interface IntakeConnection {
  readonly client: pg.Client
  readonly gatewayNo: number
  /** The last of this gateway's batches that was committed. */
  readonly lastBatchNo: number
}

/** The one connection that batches of this gateway are written over. Throws when another process writes under the same name. */
export async function connectIntake(options: {
  readonly intakeUrl: string
  readonly gatewayName: string
  readonly log: Logger
}): Promise<IntakeConnection> {
  const client = new pg.Client(connectionConfig(options.intakeUrl, 'bilezik-gateway'))
  client.on('error', (error) => options.log.warn({ err: error }, 'gateway: the database connection ended'))
  try {
    await client.connect()
    const registered = await client.query<{ no: number }>('SELECT register_gateway($1) AS no', [options.gatewayName])
    const gatewayNo = registered.rows[0]?.no ?? 0
    // Held for as long as the connection lives: batches of one number never come from two processes.
    const lock = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock(470261, $1) AS held', [gatewayNo])
    if (!lock.rows[0]?.held) {
      throw new AlreadyServedError(
        'A Bilezik server is already running on this database: stop it first, or name another directory with --data.',
      )
    }
    const last = await client.query<{ no: number }>('SELECT last_batch_of($1) AS no', [gatewayNo])
    return { client, gatewayNo, lastBatchNo: last.rows[0]?.no ?? 0 }
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}
