import { type CopyRows, copiedColumns } from './copy-rows.ts'

/** So many batches without a repeat, and the next goes straight into its partition again. */
const batchesAfterRepeat = 50

/**
 * Repeats that are no longer known here come in swarms: a fleet that hands over its backlog again. A COPY they break costs its work
 * again and leaves dead rows in the partition, so after one the next batches take the way that lets repeats fall at once.
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

const columns = copiedColumns.join(', ')

// Emptied by every commit; the TRUNCATE is for a second day within one batch.
const temporaryRows = `CREATE TEMP TABLE IF NOT EXISTS intake_rows (
  event_day date, device_no integer, event_at timestamptz, received_at timestamptz, batch_id bigint, content_hash bigint,
  lat_e7 integer, lon_e7 integer, accuracy_dm integer, kind smallint, source smallint, speed_cms smallint, course_degrees smallint,
  satellites smallint, altitude_metres smallint, hdop_tenths smallint, flags smallint, key_no integer, detail jsonb, raw bytea) ON COMMIT DELETE ROWS`

export interface DayOfBatch {
  readonly partition: string
  readonly rows: CopyRows
}

const copyInto = (table: string) => `COPY ${table} (${columns}) FROM STDIN (FORMAT binary)`

/** Straight into the partitions: one repeat makes all of it fail. */
export function storeDirectly(days: readonly DayOfBatch[]): readonly string[] {
  return days.map(({ partition }) => copyInto(partition))
}

/** Through a temporary table, from which repeats are not taken over. */
export function storeLettingRepeatsFall(days: readonly DayOfBatch[]): readonly string[] {
  return days.flatMap(({ partition }, i) => [
    i === 0 ? temporaryRows : 'TRUNCATE pg_temp.intake_rows',
    copyInto('pg_temp.intake_rows'),
    `INSERT INTO ${partition} (${columns}) SELECT ${columns} FROM pg_temp.intake_rows ON CONFLICT DO NOTHING`,
  ])
}

/** By the tags of the statements above, in whatever company. */
export function insertedRows(tags: readonly string[]): number {
  return tags.reduce((sum, tag) => sum + Number(/^INSERT \d+ (\d+)$/.exec(tag)?.[1] ?? 0), 0)
}
