import type { AlertKind, Instant, Role } from '@bilezik/domain'
import { causeOf, isoInstant, later, minute, second, severities, severityOf } from '@bilezik/domain'
import type pg from 'pg'
import type { TestApp } from './test-app.ts'
import { aPerson, anOrder } from './test-bodies.ts'
import type { TestBrowser } from './test-browser.ts'

export interface Watched {
  readonly organisationId: string
  readonly operator: TestBrowser
  readonly head: TestBrowser
  readonly personId: string
  readonly orderId: string
  readonly lineageId: string
  readonly deviceId: string
  readonly deviceNo: number
}

/** An organisation with an operator and a head, who watch one person under house arrest with one worn device. */
export async function watchOne(test: TestApp, name: string, parentId?: string): Promise<Watched> {
  const organisationId = await test.addOrganisation(name, parentId)
  const login = (role: Role) => `${role}-${name.toLowerCase()}`
  const operator = await test.addUser('operator', organisationId, login('operator'))
  const head = await test.addUser('head', organisationId, login('head'))
  const from = later(test.clock.now, -60 * minute)
  const { id: personId } = await head.done('createPerson', { body: aPerson(organisationId) })
  const { id: orderId } = await head.done('createOrder', { params: { personId }, body: anOrder(organisationId, from) })
  const device = { protocol: 'osmand', identifier: `device-${name}`, model: 'Test', organisationId }
  const { id: deviceId } = await head.done('registerDevice', { body: device })
  await head.done('issueDevice', { params: { personId }, body: { deviceId, role: 'worn', from: isoInstant(from) } })
  const { rows } = await test.owner.query<{ no: number; lineage_id: string }>(
    'SELECT d.no, c.lineage_id FROM devices d, conditions c WHERE d.id = $1 AND c.order_id = $2',
    [deviceId, orderId],
  )
  const { no: deviceNo, lineage_id: lineageId } = rows[0] as { no: number; lineage_id: string }
  return { organisationId, operator, head, personId, orderId, lineageId, deviceId, deviceNo }
}

/** What the engine would write; `at` is the time of the event. */
export async function raiseAlert(owner: pg.Pool, watched: Watched, kind: AlertKind, at: Instant): Promise<string> {
  const client = await owner.connect()
  try {
    await client.query('BEGIN')
    const severity = severityOf[kind]
    const opened = await client.query<{ id: string }>(
      `INSERT INTO incidents (person_id, organisation_id, cause, severity, severity_rank, began_at, opened_at)
       VALUES ($1, $2, $3, $4, $5, $6, $6)
       ON CONFLICT (person_id, cause) WHERE state <> 'concluded' DO UPDATE SET severity = excluded.severity RETURNING id`,
      [watched.personId, watched.organisationId, causeOf[kind], severity, severities.indexOf(severity), isoInstant(at)],
    )
    const incidentId = (opened.rows[0] as { id: string }).id
    await client.query(
      `INSERT INTO alerts (key, incident_id, person_id, order_id, lineage_id, condition_version, kind, severity, began_at, noticed_at, reason,
         engine_version)
       VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $8, $9, 'test')`,
      [
        `${watched.personId} ${kind} ${at}`,
        incidentId,
        watched.personId,
        watched.orderId,
        watched.lineageId,
        kind,
        severity,
        isoInstant(at),
        JSON.stringify(kind === 'not-at-home' ? awayFrom(at) : { kind: 'signal', readingId: 'r1', signal: 'strap-cut' }),
      ],
    )
    await client.query(`INSERT INTO incident_entries (incident_id, kind, alert_kind) VALUES ($1, 'alert-added', $2)`, [
      incidentId,
      kind,
    ])
    await client.query(`INSERT INTO feed_events (organisation_id, kind, subject_id) VALUES ($1, 'incident', $2)`, [
      watched.organisationId,
      incidentId,
    ])
    await client.query('COMMIT')
    return incidentId
  } finally {
    client.release()
  }
}

function awayFrom(at: Instant) {
  const fix = { readingId: 'r1', at, lat: 51.2, lon: 71.4, sigmaMetres: 10, weight: 3, logOdds: 5 }
  const path = [
    { ...fix, distanceMetres: 400 },
    { ...fix, readingId: 'r2', distanceMetres: 1_400 },
  ]
  const duty = { from: at, until: later(at, 60 * minute) }
  return { kind: 'presence', presence: 'outside', belief: 0.97, thresholdLogOdds: 4.6, duty, graceMs: 0, path }
}

export interface StatusChange {
  readonly lat?: number | null
  readonly visibleUntil?: Instant
  readonly standing?: string
  readonly obligations?: unknown
}

export async function writeStatus(owner: pg.Pool, watched: Watched, at: Instant, change: StatusChange = {}): Promise<void> {
  const { lat = 51.1, visibleUntil = later(at, 86_400 * second), standing = 'kept', obligations = [] } = change
  await owner.query(
    `INSERT INTO person_status (person_id, organisation_id, lat_e7, lon_e7, accuracy_dm, source, fix_is_valid, fix_at, fix_received_at,
       contact_at, battery_percent, is_charging, standing, knowledge, obligations, visible_until)
     VALUES ($1, $2, $3, 714000000, 123, 1, true, $4, $4, $4, 80, false, $5, $6, $7, $8)
     ON CONFLICT (person_id) DO UPDATE SET lat_e7 = excluded.lat_e7, fix_at = excluded.fix_at, contact_at = excluded.contact_at,
       standing = excluded.standing, obligations = excluded.obligations, visible_until = excluded.visible_until, updated_at = clock_timestamp()`,
    [
      watched.personId,
      watched.organisationId,
      lat === null ? null : Math.round(lat * 1e7),
      isoInstant(at),
      standing,
      JSON.stringify({ kind: 'known', since: at }),
      JSON.stringify(obligations),
      isoInstant(visibleUntil),
    ],
  )
}

export async function writeFix(owner: pg.Pool, watched: Watched, at: Instant, lat = 51.1): Promise<void> {
  const { rows } = await owner.query<{ part: string }>('SELECT ensure_reading_partition($1::date) AS part', [
    isoInstant(at).slice(0, 10),
  ])
  await owner.query(
    `INSERT INTO ${rows[0]?.part} (event_day, device_no, event_at, received_at, batch_id, content_hash, lat_e7, lon_e7, accuracy_dm, kind, source, flags)
     VALUES ($1, $2, $3, $3, 1, $4, $5, 714000000, 100, 1, 1, 1)`,
    [isoInstant(at).slice(0, 10), watched.deviceNo, isoInstant(at), at % 1_000_000_007, Math.round(lat * 1e7)],
  )
}
