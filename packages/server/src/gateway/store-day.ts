import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { copiedColumns, copyRow } from './copy-text.ts'
import type { PreparedReading } from './prepare-rows.ts'

const uniqueViolation = '23505'
/** So many batches without a repeat, and the next goes straight into its partition again. */
const batchesAfterRepeat = 50

/**
 * Repeats come in swarms: a lost answer, a fleet that reconnects. A COPY they break costs its work again and leaves dead rows
 * in the partition, so after one the next batches take the way that lets repeats fall at once.
 */
export class RepeatForecast {
  #batchesLeft = 0

  get isExpected(): boolean {
    return this.#batchesLeft > 0
  }

  note(hasRepeat: boolean): void {
    this.#batchesLeft = hasRepeat ? batchesAfterRepeat : Math.max(0, this.#batchesLeft - 1)
  }
}

async function copyInto(
  client: pg.ClientBase,
  table: string,
  readings: readonly PreparedReading[],
  batchId: bigint,
): Promise<void> {
  const stream = client.query(copyFrom(`COPY ${table} (${copiedColumns.join(', ')}) FROM STDIN`))
  await pipeline(function* rows() {
    // In pieces, so that a large batch does not stand in memory twice.
    for (let i = 0; i < readings.length; i += 500)
      yield readings
        .slice(i, i + 500)
        .map((reading) => copyRow(reading, batchId))
        .join('')
  }, stream)
}

// Emptied by every commit; the TRUNCATE is for a second day within one batch.
const temporaryRows = `CREATE TEMP TABLE IF NOT EXISTS intake_rows (
  event_day date, device_no integer, event_at timestamptz, received_at timestamptz, batch_id bigint, content_hash bigint,
  lat_e7 integer, lon_e7 integer, accuracy_dm integer, kind smallint, source smallint, speed_cms smallint, course_degrees smallint,
  satellites smallint, flags smallint, key_no integer, detail jsonb, raw bytea) ON COMMIT DELETE ROWS`

export interface DayOfBatch {
  readonly partition: string
  readonly readings: readonly PreparedReading[]
  readonly batchId: bigint
  readonly isFirst: boolean
}

/** Returns whether something of it was there already. */
async function storeLettingRepeatsFall(
  client: pg.ClientBase,
  { partition, readings, batchId, isFirst }: DayOfBatch,
): Promise<boolean> {
  await client.query(isFirst ? temporaryRows : `${temporaryRows}; TRUNCATE pg_temp.intake_rows`)
  await copyInto(client, 'pg_temp.intake_rows', readings, batchId)
  const columns = copiedColumns.join(', ')
  const { rowCount } = await client.query(
    `INSERT INTO ${partition} (${columns}) SELECT ${columns} FROM pg_temp.intake_rows ON CONFLICT DO NOTHING`,
  )
  return (rowCount ?? 0) < readings.length
}

/** Straight into the partition; when something of it is there already, again through a temporary table that lets repeats fall. */
export async function storeDay(client: pg.ClientBase, day: DayOfBatch, forecast: RepeatForecast): Promise<void> {
  if (forecast.isExpected) return forecast.note(await storeLettingRepeatsFall(client, day))
  // Held until the commit: releasing it would be a round trip more.
  await client.query('SAVEPOINT before_copy')
  try {
    await copyInto(client, day.partition, day.readings, day.batchId)
  } catch (error) {
    if ((error as { code?: string }).code !== uniqueViolation) throw error
    await client.query('ROLLBACK TO SAVEPOINT before_copy')
    forecast.note(await storeLettingRepeatsFall(client, day))
  }
}
