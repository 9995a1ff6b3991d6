import { type Endpoint, type EndpointName, api } from '@bilezik/contract'
import { isoInstant, later, minute } from '@bilezik/domain'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deadlineBodies } from '../deadlines/test-wall-bodies.ts'
import { deliveryBodies } from '../deliveries/test-rows.ts'
import { type TestApp, startTestApp } from './test-app.ts'
import { anOrder } from './test-bodies.ts'
import type { Asked, TestBrowser } from './test-browser.ts'
import { forbiddenStatements } from './test-forbidden.ts'
import { type ProtectionRows, writeEngineRows } from './test-rows.ts'
import { bodiesFor } from './test-wall-bodies.ts'
import { type Watched, raiseAlert, watchOne, writeFix, writeStatus } from './test-watch.ts'

let test: TestApp
let a: Watched
let b: Watched
let ofB: readonly string[]
let incidentB: string
let alertB: string
let protectionB: ProtectionRows
let signalB: string

beforeAll(async () => {
  test = await startTestApp()
  a = await watchOne(test, 'A')
  b = await watchOne(test, 'B')
  for (const watched of [a, b]) {
    await writeFix(test.owner, watched, later(test.clock.now, -minute))
    await writeStatus(test.owner, watched, test.clock.now)
    await raiseAlert(test.owner, watched, 'strap-cut', test.clock.now)
    protectionB = await writeEngineRows(test.owner, watched)
    await test.owner.query(
      `INSERT INTO transitions (person_id, lineage_id, since, noticed_at, value, engine_version) VALUES ($1, $2, now(), now(), 'inside', 'test')`,
      [watched.personId, watched.lineageId],
    )
    await test.owner.query(
      `INSERT INTO device_commands (device_id, person_id, organisation_id, command, reason, requested_by, during)
       SELECT $1, $2, $3, '{"kind": "locate"}', 'reason', u.id, tstzrange(now(), now() + interval '1 h') FROM users u LIMIT 1`,
      [watched.deviceId, watched.personId, watched.organisationId],
    )
    await test.owner.query(
      `INSERT INTO suppressed_signals (key, person_id, device_id, noticed_at, suppressed, engine_version)
       VALUES ($1, $2, $3, now(), '{"from": 0, "until": 0, "readingIds": [], "reasons": [], "policy": {}, "suppressedCount": 1}', 'test')`,
      [`key of ${watched.organisationId}`, watched.personId, watched.deviceId],
    )
    await test.owner.query(
      `INSERT INTO blind_intervals (person_id, during, because, interval, engine_version)
       VALUES ($1, tstzrange(now() - interval '1 h', now()), 'no-contact', '{}', 'test')`,
      [watched.personId],
    )
    await test.owner.query(
      `INSERT INTO device_clock_events (device_id, organisation_id, at, kind, by_ms) VALUES ($1, $2, now(), 'ahead', 60000)`,
      [watched.deviceId, watched.organisationId],
    )
    await test.owner.query(`SELECT note_security_event($1, 'two-connections', '10.0.0.1', NULL, now())`, [watched.deviceNo])
  }
  const { incidents } = await b.operator.done('listIncidents')
  incidentB = incidents[0]?.id as string
  await b.operator.done('addNote', { params: { incidentId: incidentB }, body: { text: 'a note of B' } })
  const signals = await test.owner.query<{ id: string }>('SELECT id FROM suppressed_signals WHERE person_id = $1', [b.personId])
  signalB = signals.rows[0]?.id as string
  const alerts = await test.owner.query<{ id: string }>('SELECT id FROM alerts WHERE person_id = $1', [b.personId])
  alertB = alerts.rows[0]?.id as string
  ofB = [
    b.organisationId,
    b.personId,
    b.orderId,
    b.lineageId,
    b.deviceId,
    incidentB,
    alertB,
    protectionB.protectedPersonId,
    protectionB.warningId,
    protectionB.technicalIncidentId,
    protectionB.fileId,
    protectionB.recipientId,
    protectionB.deliveryId,
    protectionB.documentId,
    protectionB.deadlineId,
    protectionB.moveId,
    signalB,
    'device-B',
    'operator-b',
    'note of B',
  ]
})
afterAll(() => test.end())

/** Each endpoint asked for what is B's. */
function askedForB(name: EndpointName): Asked<EndpointName> {
  const period = { from: isoInstant(later(test.clock.now, -60 * minute)), until: isoInstant(later(test.clock.now, minute)) }
  const bodies: Partial<Record<EndpointName, unknown>> = {
    ...bodiesFor(b, test.clock.now),
    ...deadlineBodies,
    ...deliveryBodies(b.organisationId, protectionB.fileId, protectionB.recipientId),
  }
  const queries: Partial<Record<EndpointName, Record<string, string>>> = {
    getHistory: period,
    uploadFile: { name: 'a.pdf' },
    listIncidents: { personId: b.personId },
    listLog: { personId: b.personId },
    getCalendar: { year: '2027' },
    listDeadlines: { state: 'all', personId: b.personId },
    listCaseFiles: { personId: b.personId },
    getRuleSupport: { regime: 'house-arrest' },
    listPersons: { query: 'Ахм' },
  }
  return {
    params: {
      personId: b.personId,
      orderId: b.orderId,
      organisationId: b.organisationId,
      deviceId: b.deviceId,
      incidentId: incidentB,
      alertId: alertB,
      ...protectionB,
      signalId: signalB,
      userId: b.personId,
      episode: 'search',
      damage: '1',
    },
    query: queries[name] ?? {},
    ...(bodies[name] !== undefined && { body: bodies[name] }),
  }
}

const signedIn = (Object.entries(api) as [EndpointName, Endpoint][]).filter(
  ([name, e]) => e.permission !== 'public' && name !== 'openFeed',
)
// The list of types is the installation's, not an organisation's; accounts are administrators' (signing/electronic.db.test.ts).
const notTheirs: readonly EndpointName[] = ['endEquipmentType', 'putUserIin']
const byId = signedIn.filter(([name, endpoint]) => endpoint.path.includes('/:') && !notTheirs.includes(name))

describe('by HTTP', () => {
  // The session's own end comes last: it would end the others' tests too.
  const asked = signedIn.filter(([name]) => name !== 'signOut' && name !== 'createOrganisation' && name !== 'createUser')

  it.each(asked)('[1369.3] %s gives operator and head of another organisation nothing', async (name) => {
    for (const colleague of [a.operator, a.head]) {
      const answer = await colleague.call(name, askedForB(name))
      for (const secret of ofB) expect(answer.text).not.toContain(secret)
    }
  })

  it.each(byId)('[1369.3] %s says of what is another organisation’s that it is not there', async (name) => {
    const may = [a.operator, a.head]
    const codes = await Promise.all(may.map(async (colleague) => (await colleague.call(name, askedForB(name))).code))
    expect(codes).toContain('not-found')
    expect(codes.filter((code) => code !== 'not-found' && code !== 'forbidden')).toEqual([])
  })

  it('a body that names another organisation, person or device finds nothing there', async () => {
    const cases: [TestBrowser, EndpointName, Asked<EndpointName>][] = [
      [a.head, 'createPerson', askedForB('createPerson')],
      [a.head, 'registerDevice', askedForB('registerDevice')],
      [a.head, 'importEquipment', askedForB('importEquipment')],
      [a.head, 'setStockLimit', askedForB('setStockLimit')],
      [
        a.head,
        'moveEquipment',
        { params: { deviceId: a.deviceId }, body: { kind: 'handed-over', toHolder: 'x', organisationId: b.organisationId } },
      ],
      [a.head, 'createOrder', { params: { personId: a.personId }, body: anOrder(b.organisationId, test.clock.now) }],
      [a.head, 'openCaseFile', { params: { personId: a.personId }, body: { organisationId: b.organisationId, decision: null } }],
      [a.head, 'issueDevice', { params: { personId: a.personId }, body: { deviceId: b.deviceId, role: 'carried' } }],
    ]
    for (const [colleague, name, given] of cases)
      expect([name, (await colleague.call(name, given)).code]).toEqual([name, 'not-found'])
  })

  it('an administrator of A makes no account in B and no organisation below it', async () => {
    const administrator = await test.addUser('administrator', a.organisationId, 'administrator-a')
    const account = {
      login: 'spy',
      name: 'Spy',
      password: 'a long enough password',
      role: 'head',
      organisationId: b.organisationId,
      language: 'ru',
    }
    expect((await administrator.call('createUser', { body: account })).code).toBe('not-found')
    const organisation = { name: { kk: 'x', ru: 'x', en: 'x' }, parentId: b.organisationId }
    expect((await administrator.call('createOrganisation', { body: organisation })).code).toBe('parent-out-of-scope')
    for (const name of ['listUsers', 'listOrganisations', 'listDevices'] as const) {
      const { text } = await administrator.call(name)
      for (const secret of ofB) expect(text).not.toContain(secret)
    }
  })

  it('[1369.3] the organisation above sees both, each sees its own', async () => {
    const above = await test.addUser('head', test.rootId, 'head-above')
    for (const watched of [a, b]) {
      expect((await above.done('getPerson', { params: { personId: watched.personId } })).organisation.id).toBe(
        watched.organisationId,
      )
      expect((await watched.operator.done('getPerson', { params: { personId: watched.personId } })).status?.fix).not.toBeNull()
      expect((await watched.operator.done('listPersons')).persons.map((person) => person.id)).toEqual([watched.personId])
    }
    expect((await above.done('listPersons')).persons).toHaveLength(2)
  })
})

/** As the application role; scope by scope. */
async function asApp<Row extends pg.QueryResultRow>(
  scope: string | undefined,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = await test.appPool.connect()
  try {
    await client.query('BEGIN')
    if (scope !== undefined) await client.query(`SELECT set_config('bilezik.organisation_id', $1, true)`, [scope])
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

describe('by SQL as the application role', () => {
  const shared = new Set([
    'quarantine',
    'unknown_devices',
    'engine',
    'engine_cursors',
    'kysely_migration',
    'kysely_migration_lock',
    'device_models',
    'equipment_types',
  ])

  it('no row is seen without a scope, and none of B in the scope of A, in any table', async () => {
    const { rows: tables } = await test.owner.query<{ name: string; columns: string }>(
      `SELECT c.relname AS name, string_agg(quote_ident(a.attname), ', ') AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
         AND has_column_privilege('bilezik_app', c.oid, a.attnum, 'SELECT')
       GROUP BY c.relname ORDER BY 1`,
    )
    const scoped = tables.filter((table) => !shared.has(table.name))
    expect(scoped.map((table) => table.name)).toEqual(
      expect.arrayContaining([
        'persons',
        'orders',
        'conditions',
        'devices',
        'incidents',
        'alerts',
        'person_status',
        'log_entries',
        'users',
      ]),
    )
    for (const { name, columns } of scoped) {
      expect([name, await asApp(undefined, `SELECT ${columns} FROM ${name}`)]).toEqual([name, []])
      const seen = JSON.stringify(await asApp(a.organisationId, `SELECT ${columns} FROM ${name}`))
      for (const secret of ofB) expect(seen, name).not.toContain(secret)
      // So that the two lines above cannot pass for want of rows.
      expect([name, (await asApp(b.organisationId, `SELECT ${columns} FROM ${name}`)).length > 0]).toEqual([name, true])
    }
  })

  it('positions are read by no one but through the function that checks scope and order', async () => {
    const { rows: parts } = await test.owner.query<{ name: string }>(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'readings'::regclass`,
    )
    expect(parts.length).toBeGreaterThan(1)
    for (const table of ['readings', ...parts.map((part) => part.name)]) {
      await expect(asApp(b.organisationId, `SELECT * FROM ${table}`), table).rejects.toThrow('permission denied')
    }
    const fixes = "SELECT * FROM fixes_of($1, now() - interval '1 day', now() + interval '1 day', 100)"
    expect(await asApp(b.organisationId, fixes, [b.personId])).toHaveLength(1)
    expect(await asApp(a.organisationId, fixes, [b.personId])).toEqual([])
    expect(await asApp(undefined, fixes, [b.personId])).toEqual([])
  })

  it.each(forbiddenStatements)('%s', async (_what, sql) => {
    await expect(asApp(b.organisationId, sql)).rejects.toThrow(/permission denied|must be owner/)
  })

  it('becomes neither the owner nor a superuser', async () => {
    const { rows } = await test.owner.query<{ rolname: string }>(`SELECT rolname FROM pg_roles WHERE rolname <> 'bilezik_app'`)
    for (const { rolname } of rows)
      await expect(asApp(undefined, `SET ROLE ${pg.escapeIdentifier(rolname)}`), rolname).rejects.toThrow('permission denied')
  })

  it('writes no row into another organisation', async () => {
    const statements = [
      [`INSERT INTO persons (organisation_id, family_name, given_name, language) VALUES ($1, 'x', 'x', 'kk')`, b.organisationId],
      [`INSERT INTO devices (protocol, identifier, model, organisation_id) VALUES ('gt06', 'x', 'x', $1)`, b.organisationId],
      [`INSERT INTO log_entries (organisation_id, action) VALUES ($1, 'x')`, b.organisationId],
      [`INSERT INTO stream_events (person_id, at, body) VALUES ($1, now(), '{}')`, b.personId],
      [`INSERT INTO incident_entries (incident_id, kind) VALUES ($1, 'note')`, incidentB],
      [
        `INSERT INTO users (login, name, password_hash, role, organisation_id) VALUES ('spy', 'x', 'x', 'head', $1)`,
        b.organisationId,
      ],
      [`INSERT INTO feed_events (organisation_id, kind, subject_id) VALUES ($1, 'incident', $1)`, b.organisationId],
      [`INSERT INTO case_files (person_id, organisation_id) VALUES ($1, scope_root())`, b.personId],
      [
        `INSERT INTO case_events (case_id, sequence, at, kind, state, body) VALUES ($1, 9, now(), 'record', 'closed', '{}')`,
        b.orderId,
      ],
      [
        `INSERT INTO files (case_id, user_id, name, kind, size_bytes, sha256, scan)
         SELECT $1, u.id, 'x', 'pdf', 1, sha256('y'), 'clean' FROM users u LIMIT 1`,
        b.orderId,
      ],
      [`INSERT INTO file_chunks (file_id, sequence, bytes) VALUES ($1, 9, 'x')`, protectionB.fileId],
      [
        `INSERT INTO deadlines (case_id, rule, key, start_event, started_at, length, due_at, warn_at, missed_from, owed_by)
         VALUES ($1, 'hiding', 'k', 'missed-appearance', now(), '{}', now(), now(), now(), 'person')`,
        b.orderId,
      ],
      // The calendar is the topmost organisation’s.
      [
        `INSERT INTO calendar_changes (user_id, on_date, is_day_off, decree) SELECT id, '2027-05-18', true, $1::text FROM users LIMIT 1`,
        b.orderId,
      ],
      // Of its own organisation and person, without a file.
      [
        `INSERT INTO orders (person_id, organisation_id, regime, basis_number, decided_at, term)
         SELECT id, scope_root(), 'bail', $1::text, now(), tstzrange(now(), now() + interval '1 day') FROM persons LIMIT 1`,
        b.personId,
      ],
      // Of its own organisation, and about B's person or with B's device: it would show where they are.
      [
        `INSERT INTO orders (person_id, organisation_id, regime, basis_number, decided_at, term)
         VALUES ($1, scope_root(), 'bail', '1', now(), tstzrange(now() - interval '1 day', now() + interval '1 day'))`,
        b.personId,
      ],
      [
        `INSERT INTO kit_devices (device_id, person_id, role, during)
         SELECT $1, id, 'worn', tstzrange(now() - interval '9 years', now() - interval '8 years') FROM persons LIMIT 1`,
        b.deviceId,
      ],
    ] as const
    for (const [sql, id] of statements)
      await expect(asApp(a.organisationId, sql, [id]), sql).rejects.toThrow('row-level security')
    expect(await asApp(a.organisationId, `UPDATE incidents SET state = 'open' WHERE id = $1 RETURNING id`, [incidentB])).toEqual(
      [],
    )
    expect(await asApp(a.organisationId, `DELETE FROM order_keys WHERE order_id = $1 RETURNING order_id`, [b.orderId])).toEqual(
      [],
    )
  })

  it('sets the system up no second time', async () => {
    const hash = Buffer.alloc(32, 7)
    await test.appPool.query('SELECT put_setup_token($1)', [hash])
    const second = `SELECT * FROM set_up($1, '{"kk":"x","ru":"x","en":"x"}', 'second', 'x', 'x')`
    expect((await test.appPool.query(second, [hash])).rows).toEqual([])
    expect((await test.owner.query('SELECT count(*)::int AS n FROM setup_token')).rows).toEqual([{ n: 0 }])
  })
})
