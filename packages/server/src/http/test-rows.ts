import type { EndpointName } from '@bilezik/contract'
import type pg from 'pg'
import { writeDeliveryRows } from '../deliveries/test-rows.ts'
import type { Watched } from './test-watch.ts'

export interface ProtectionRows {
  readonly protectedPersonId: string
  readonly warningId: string
  readonly permitId: string
  readonly technicalIncidentId: string
  readonly fileId: string
  readonly recipientId: string
  readonly deliveryId: string
  readonly documentId: string
  readonly signatureId: string
  readonly deadlineId: string
  readonly moveId: string
}

/** A calendar that was taken for the organisation, and counts for the person. */
async function writeTaking(owner: pg.Pool, { organisationId, personId }: Watched, changeId: string): Promise<void> {
  await owner.query(
    `WITH taken AS (
       INSERT INTO calendar_takings (organisation_id, calendar_change_id, user_id, taken_at, persons_total)
       VALUES ('${organisationId}', $1, (SELECT id FROM users WHERE organisation_id = '${organisationId}' LIMIT 1), now(), 1) RETURNING calendar_change_id)
     INSERT INTO person_days_off (person_id, calendar_change_id, applied_at) SELECT '${personId}', calendar_change_id, now() FROM taken`,
    [changeId],
  )
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
  await owner.query(`INSERT INTO stock_limits (organisation_id, class, least) VALUES ($1, 'bracelet', 5)`, [
    watched.organisationId,
  ])
  await owner.query(
    `INSERT INTO person_corrections (person_id, user_id, reason, before, after) SELECT $1, id, 'r', '{}', '{}' FROM users LIMIT 1`,
    [personId],
  )
  await owner.query(
    `INSERT INTO order_transfers (case_id, person_id, from_organisation_id, to_organisation_id, last_sequence, because)
     SELECT $1, $2, parent_id, $3, 0, 'moved' FROM organisation_parents WHERE organisation_id = $3`,
    [orderId, personId, watched.organisationId],
  )
  const permit = `INSERT INTO permits (order_id, kind, lineage_ids, during, given_at, given_by, document_number)
     VALUES ($1, 'permission', ARRAY[$2::uuid], tstzrange(now(), now() + interval '1 h'), now(), $3, '1') RETURNING id`
  const user = `SELECT id FROM users WHERE organisation_id = '${watched.organisationId}' LIMIT 1`
  const change = `INSERT INTO calendar_changes (user_id, on_date, is_day_off, decree) VALUES ((SELECT id FROM users WHERE login = 'administrator'), '2027-05-17', true, 'd') RETURNING id`
  const changeId = await one(change, [])
  const deadlineId = await one(
    `INSERT INTO deadlines (case_id, rule, key, start_event, started_at, length, due_at, warn_at, missed_from, owed_by)
     VALUES ($1, 'replacement', $2, 'malfunction-found', now(), '{"kind": "at-once"}', now(), now(), now(), 'subdivision') RETURNING id`,
    [orderId, `hand:${orderId}`],
  )
  await owner.query(`INSERT INTO deadline_entries (deadline_id, kind) VALUES ($1, 'opened')`, [deadlineId])
  await owner.query(
    `INSERT INTO information_requests (case_id, number, asked_by, received_at, recorded_by)
     VALUES ($1, $2, 'body', now(), (${user}))`,
    [orderId, `request on ${orderId}`],
  )
  await writeTaking(owner, watched, changeId)
  const fileId = await writeFileRow(owner, watched)
  return {
    fileId,
    ...(await writeDeliveryRows(owner, watched, fileId)),
    ...(await writeDocument(owner, watched)),
    deadlineId,
    moveId: await one(
      `INSERT INTO deadline_moves (deadline_id, calendar_change_id, was_due_at, proposed_due_at, proposed_at)
       VALUES ($1, $2, now(), now(), now()) RETURNING id`,
      [deadlineId, changeId],
    ),
    technicalIncidentId: await writeOutage(owner, [watched], `outage of ${personId}`),
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

/** Bodies that ask for documents of another organisation's order. */
export const documentBodies: Partial<Record<EndpointName, unknown>> = {
  previewDocument: { document: { kind: 'memo' } },
  saveDraft: { document: { kind: 'memo' } },
  issueDocument: { document: { kind: 'memo' } },
  signDocument: { method: 'refused', role: 'person', name: 'x', reason: 'x', pdfSha256: '0'.repeat(64) },
  signElectronically: { role: 'head', pdfSha256: '0'.repeat(64), cms: 'AAAA' },
  putUserIin: { iin: null },
  putContacts: { place: null, address: null, phone: '+77010000000' },
}

/** Bodies that ask for changes of another organisation's order, in the form of the contract. */
export function changesOfB({ deviceId, lineageId }: Watched, at: string): Partial<Record<EndpointName, unknown>> {
  const decision = { number: '1', decidedOn: at.slice(0, 10), decidedHour: null, body: 'x', official: 'x' }
  const line = { what: 'x', basis: 'x', quantity: 1, unitTenge: 1 }
  const on = at.slice(0, 10)
  return {
    varyOrder: { decision, rules: [{ lineageId, rule: { kind: 'contact', everyMs: 600_000 } }] },
    proposeVariation: { proposal: 'x', reasons: 'x' },
    replaceDevice: {
      deviceId,
      newDeviceId: null,
      because: 'further-use-impossible',
      description: 'x',
      noticedAt: at,
      fate: 'stock',
    },
    beginEpisode: { kind: 'search', body: 'x', documentNumber: null, at },
    endEpisode: {},
    beginTermRest: { act: { number: '1', on, court: 'x' }, at },
    endTermRest: { act: { number: '1', on, court: 'x' } },
    handOverOrder: {
      because: 'case-taken-over',
      toBody: { name: 'x', official: 'x', documentNumber: '1' },
      toOrganisationId: null,
      act: { number: '1', signedOn: on },
    },
    recordTold: { about: 'search', party: 'body', toWhom: 'x', means: 'x' },
    recordCircumstance: {
      what: 'work',
      from: on,
      to: 'x',
      place: null,
      basis: 'notice',
      toldAt: at,
      by: 'x',
      documentNumber: null,
    },
    recordDamage: {
      deviceId,
      kind: 'damaged',
      foundAt: at,
      foundBy: 'x',
      circumstances: 'x',
      personStatement: null,
      actNumber: '1',
      actOn: on,
    },
    findDamage: { finding: 'intentional', official: 'x', position: 'x', reasons: 'x', foundAt: at },
    claimDamage: { lines: [line], claimedOn: on, documentNumber: '1' },
    settleClaim: { state: 'refused', amountTenge: null, on, documentNumber: null },
  }
}

/** An issued document with a qualified signature, and the contacts at its head; its bytes are no PDF. */
async function writeDocument(owner: pg.Pool, { organisationId, orderId, personId }: Watched) {
  await owner.query('INSERT INTO organisation_contacts (organisation_id, phone) VALUES ($1, $2)', [
    organisationId,
    `phone of ${organisationId}`,
  ])
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO documents (order_id, person_id, organisation_id, kind, language, asked, drawn_up_by,
       year, sequence, content, pdf, pdf_sha256, short_hash, issued_by, issued_at)
     SELECT $1, $2, $3, 'memo', 'kk', '{}', u.id, 2026, 1, '{}', convert_to($4, 'UTF8'), sha256(convert_to($4, 'UTF8')),
       regexp_replace(upper(substr(md5($4), 1, 16)), '(.{4})(?=.)', '\\1-', 'g'), u.id, now() FROM users u LIMIT 1 RETURNING id`,
    [orderId, personId, organisationId, `paper of ${orderId}`],
  )
  const { id } = rows[0] as { id: string }
  const { rows: signatures } = await owner.query<{ id: string }>(
    `INSERT INTO document_signatures (document_id, document_sha256, role, name, method, signed_at, recorded_by, media_type, bytes)
     SELECT id, pdf_sha256, 'person', 'signatory of ' || order_id, 'cms', now(), issued_by, 'x/x', 'x' FROM documents WHERE id = $1 RETURNING id`,
    [id],
  )
  await owner.query(
    `INSERT INTO electronic_signatures (document_id, document_sha256, user_id, role, name, iin, cms, submitted_at, next_at)
     SELECT id, pdf_sha256, issued_by, 'head', 'signatory of ' || order_id, '000000000000', 'x', now(), now() FROM documents WHERE id = $1`,
    [id],
  )
  return { documentId: id, signatureId: (signatures[0] as { id: string }).id }
}

async function writeFileRow(owner: pg.Pool, { orderId, organisationId }: Watched): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `WITH made AS (
       INSERT INTO files (case_id, user_id, name, kind, size_bytes, sha256, scan)
       SELECT $1, u.id, 'copy of ' || $2, 'pdf', 1, sha256('x'), 'clean' FROM users u LIMIT 1 RETURNING id),
     piece AS (INSERT INTO file_chunks SELECT id, 0, convert_to('of ' || $2, 'UTF8') FROM made)
     SELECT id FROM made`,
    [orderId, organisationId],
  )
  return (rows[0] as { id: string }).id
}

/** What the engine would write of an outage of many in which these are, and which lasts; gives its technical incident. */
export async function writeOutage(
  owner: pg.Pool,
  members: readonly Watched[],
  key: string,
  group: { readonly kind: string; readonly values: readonly string[] } = { kind: 'network', values: ['401-01'] },
): Promise<string> {
  const { rows } = await owner.query<{ id: string; outage_id: string }>(
    `WITH made AS (
       INSERT INTO fleet_outages (key, group_kind, group_values, because, began_at, noticed_at, told_until, peak, evidence)
       VALUES ($1, $2, $3, 'network', now() - interval '9 min', now(), now(), 99, '{}') RETURNING id)
     INSERT INTO technical_incidents (outage_id) SELECT id FROM made RETURNING id, outage_id`,
    [key, group.kind, JSON.stringify(group.values)],
  )
  const { id, outage_id: outageId } = rows[0] as { id: string; outage_id: string }
  for (const { deviceId, personId, orderId, organisationId } of members) {
    await owner.query(
      `INSERT INTO fleet_outage_members (outage_id, device_id, person_id, last_at, blind_from) VALUES ($1, $2, $3, now(), now())`,
      [outageId, deviceId, personId],
    )
    await owner.query(
      `INSERT INTO technical_notices (outage_id, order_id, person_id, organisation_id, began_at, known_at, due_at, citation)
       VALUES ($1, $2, $3, $4, now(), now(), now() + interval '1 day', '1369 §8(3)')`,
      [outageId, orderId, personId, organisationId],
    )
  }
  return id
}
