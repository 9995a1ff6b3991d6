import type pg from 'pg'
import type { Watched } from './test-watch.ts'

export interface ProtectionRows {
  readonly protectedPersonId: string
  readonly warningId: string
  readonly permitId: string
}

/** A row in each table that the engine and its shell keep of a person besides alerts: so that walls have something to hide. */
export async function writeEngineRows(owner: pg.Pool, watched: Watched): Promise<ProtectionRows> {
  const { personId, orderId, lineageId } = watched
  const one = async (sql: string, values: readonly unknown[]) =>
    ((await owner.query<{ id: string }>(sql, [...values])).rows[0] as { id: string }).id
  await owner.query(
    `INSERT INTO alert_amendments (alert_id, engine_version, before, after, cause)
     SELECT id, 'test', '{}', '{}', '[]' FROM alerts WHERE person_id = $1`,
    [personId],
  )
  await owner.query(`INSERT INTO engine_differences (person_id, derived_key, new_version) VALUES ($1, $2, 'test')`, [
    personId,
    `key of ${personId}`,
  ])
  await owner.query(
    `INSERT INTO engine_faults (person_id, engine_version, phase, error, replay_from, began_at, retry_at, ended_at)
     VALUES ($1, 'test', 'step', 'Error', now(), now(), now(), now())`,
    [personId],
  )
  const permit = `INSERT INTO permits (order_id, kind, lineage_ids, during, given_at, given_by, document_number)
     VALUES ($1, 'permission', ARRAY[$2::uuid], tstzrange(now(), now() + interval '1 h'), now(), $3, '1') RETURNING id`
  return {
    permitId: await one(permit, [orderId, lineageId, `court of ${orderId}`]),
    protectedPersonId: await one(
      `INSERT INTO protected_persons (order_id, lineage_id, name, language, phone) VALUES ($1, $2, $3, 'kk', '+7') RETURNING id`,
      [orderId, lineageId, `protected by ${orderId}`],
    ),
    warningId: await one(
      `INSERT INTO protected_warnings (alert_key, person_id, lineage_id, due_at) VALUES ($1, $2, $3, now()) RETURNING id`,
      [`warning of ${personId}`, personId, lineageId],
    ),
  }
}
