import type pg from 'pg'
import type { BatchDraft } from './batch-draft.ts'
import type { CollectedDeviceRow, Collection } from './collection.ts'
import { copyBatch } from './copy-batch.ts'
import { findRepeats } from './message-orders.ts'
import type { Partitions } from './partitions.ts'
import { type DayOfBatch, type RepeatForecast, insertedRows, storeDirectly, storeLettingRepeatsFall } from './store-day.ts'
import { storeRest } from './store-rest.ts'

const uniqueViolation = '23505'
/** Raised by begin_batch: the authorised times have changed since the batch was made ready. */
const staleCollection = 'BZ001'

const codeOf = (error: unknown) => (error as { code?: string }).code

/** Devices whose authorised times changed after the collection's version. */
export async function refreshCollection(client: pg.ClientBase | pg.Pool, collection: Collection, version: number): Promise<void> {
  const { rows } = await client.query<CollectedDeviceRow>('SELECT * FROM collected_devices($1)', [collection.version])
  collection.apply(rows, version)
}

export interface BatchTarget {
  readonly client: pg.ClientBase
  readonly gatewayNo: number
  readonly collection: Collection
  readonly forecast: RepeatForecast
  readonly partitions: Partitions
  /** The same batch as of the collection's present version, under the same number. */
  readonly renewed: (draft: BatchDraft) => BatchDraft
}

const begin = ({ gatewayNo }: BatchTarget, { batchId }: BatchDraft, version: number | null) =>
  `SELECT begin_batch(${gatewayNo}::smallint, ${batchId & 0xff_ffff_ffffn}, ${version ?? 'NULL'}) AS version`

/**
 * The way of a batch that has to know something before its rows can be written: within the transaction, when no authorised time can
 * change any more, and what is repeated is told.
 */
async function beginCarefully(target: BatchTarget, given: BatchDraft, isAgain: boolean): Promise<BatchDraft> {
  const { client, collection } = target
  await client.query('BEGIN')
  const begun = await client.query<{ version: number }>(begin(target, given, null))
  const version = begun.rows[0]?.version ?? 0
  if (version !== collection.version) await refreshCollection(client, collection, version)
  const draft = isAgain || given.collectionVersion !== collection.version ? target.renewed(given) : given
  draft.addOrdered(await findRepeats(client, draft.ordered))
  return draft
}

interface Way {
  /** The transaction is begun before the rows are told, and not with them. */
  readonly isCareful: boolean
  readonly isRepeatExpected: boolean
}

/** Everything up to the COMMIT in one round trip, unless something besides readings is to be written before it. */
async function write(target: BatchTarget, draft: BatchDraft, way: Way): Promise<void> {
  const { client, collection, forecast, partitions } = target
  const missing = [...draft.days.keys()].filter((day) => partitions.nameOf(day) === undefined)
  if (missing.length > 0) await partitions.make(missing)
  const days = [...draft.days].map(([day, rows]): DayOfBatch => ({ partition: partitions.nameOf(day)!, rows }))
  const statements = [
    ...(way.isCareful ? [] : ['BEGIN', begin(target, draft, draft.collectionVersion)]),
    ...(way.isRepeatExpected ? storeLettingRepeatsFall(days) : storeDirectly(days)),
    ...(draft.hasRest ? [] : ['COMMIT']),
  ]
  if (statements.length > 0) {
    const rows = days.map((day) => day.rows.framed())
    const tags = await copyBatch(client, statements.join('; '), rows)
    if (way.isRepeatExpected) forecast.note(insertedRows(tags) < draft.rowCount)
  }
  if (!draft.hasRest) return
  await storeRest(client, draft, collection)
  await client.query('COMMIT')
}

/**
 * One transaction for the whole batch. Throws on any failure with nothing stored; gives back the batch as it was stored.
 * At most three ways: as it is; then, if the authorised times have changed, as of now; then, if something of it is there already,
 * so that repeats fall.
 */
export async function writeBatch(given: BatchDraft, target: BatchTarget): Promise<BatchDraft> {
  let draft = given
  let way: Way = { isCareful: draft.ordered.length > 0, isRepeatExpected: target.forecast.isExpected }
  for (let isAgain = false; ; isAgain = true) {
    try {
      if (way.isCareful) draft = await beginCarefully(target, draft, isAgain)
      await write(target, draft, way)
      return draft
    } catch (error) {
      // The connection may be gone; the server then rolls back by itself.
      await target.client.query('ROLLBACK').catch(() => undefined)
      const code = codeOf(error)
      if (code === staleCollection && !way.isCareful) way = { ...way, isCareful: true }
      else if (code === uniqueViolation && !way.isRepeatExpected) way = { ...way, isRepeatExpected: true }
      else throw error
    }
  }
}
