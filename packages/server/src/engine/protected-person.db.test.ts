import { type DeviceId, type Instant, hour, instant, isoInstant, later, minute } from '@bilezik/domain'
import pino from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Gateway } from '../gateway/start-gateway.ts'
import { listenToDevices, sendOsmand } from '../testing/osmand-gateway.ts'
import { type MadePerson, type World, makeWorld } from '../testing/world.ts'
import { type RunningEngine, runEngine } from './run-engine.ts'

// Two real devices speak to a real gateway; the engine hears both in the stream of the one who is to keep away.

const log = pino({ level: 'silent' })
const clock = (): Instant => instant(Date.now())
const street = { lat: 51.13, lon: 71.43 }
const elsewhere = { lat: 51.2, lon: 71.5 }

let world: World
let gateway: Gateway
let engine: RunningEngine

beforeAll(async () => {
  world = await makeWorld()
  gateway = await listenToDevices({ world, log, clock, onCommitted: () => engine.nudge() })
  engine = runEngine({ engineUrl: world.database.urls.engine, log, registry: new Registry(), clock })
})
afterAll(async () => {
  await engine.stop()
  await gateway.stop()
  await world.end()
})

/** Gives the protected person a device, and tells the engine, as the interface does. */
async function protect(person: MadePerson, identifier: string, from: Instant): Promise<void> {
  const device = await world.owner.query<{ id: DeviceId }>(
    `INSERT INTO devices (protocol, identifier, model, organisation_id)
     SELECT 'osmand', $1, 'phone', organisation_id FROM persons WHERE id = $2 RETURNING id`,
    [identifier, person.personId],
  )
  const deviceId = device.rows[0]?.id
  const made = await world.owner.query<{ id: string; lineage_id: string }>(
    `INSERT INTO protected_persons (order_id, lineage_id, name, language, phone)
     SELECT order_id, lineage_id, 'Her', 'kk', '+7' FROM conditions WHERE order_id = $1 RETURNING id, lineage_id`,
    [person.orderId],
  )
  const [her] = made.rows
  await world.owner.query(
    `INSERT INTO kit_devices (device_id, person_id, role, protected_person_id, during)
     VALUES ($1, $2, 'protected', $3, tstzrange($4, NULL))`,
    [deviceId, person.personId, her?.id, isoInstant(from)],
  )
  const entry = { deviceId, role: 'protected', from, until: 253_402_300_799_000, protects: her?.lineage_id }
  await world.owner.query(
    `INSERT INTO stream_events (person_id, at, body)
     SELECT person_id, $2, jsonb_set(body, '{plan,kit}', body -> 'plan' -> 'kit' || $3::jsonb) FROM stream_events
     WHERE person_id = $1 ORDER BY id DESC LIMIT 1`,
    [person.personId, isoInstant(from), JSON.stringify([entry])],
  )
}

test('[1369.20c] a meeting in the street is one alert and one warning, and her place is in neither row', async () => {
  const start = later(clock(), -2 * hour)
  const organisationId = await world.addOrganisation('A')
  const him = await world.addPerson({
    organisationId,
    protocol: 'osmand',
    identifier: 'his-tag',
    rules: [{ kind: 'distance', metres: 300, places: [] }],
    termFrom: start,
    termUntil: later(start, 48 * hour),
  })
  await protect(him, 'her-phone', start)
  await world.untilTold()
  for (let i = 0; i < 20; i++) {
    const at = later(start, (60 + i) * minute)
    const fixAt = isoInstant(at)
    await sendOsmand(gateway, { id: 'his-tag', timestamp: fixAt, accuracy: 5, ...(i < 10 ? elsewhere : street) })
    await sendOsmand(gateway, { id: 'her-phone', timestamp: fixAt, accuracy: 5, ...street })
  }
  const alerts = () => world.owner.query<{ kind: string; key: string; reason: unknown }>('SELECT kind, key, reason FROM alerts')
  await expect.poll(async () => (await alerts()).rows.map(({ kind }) => kind), { timeout: 15_000 }).toEqual(['near-protected'])
  const [alert] = (await alerts()).rows
  const warnings = await world.owner.query('SELECT alert_key, given_at FROM protected_warnings')
  expect(warnings.rows).toEqual([{ alert_key: alert?.key, given_at: null }])
  const incidents = await world.owner.query('SELECT cause, severity FROM incidents')
  expect(incidents.rows).toEqual([{ cause: 'protected-person', severity: 'critical' }])
  // The panel shows his last place, not hers, and counts his device alone as heard.
  const afterwards = later(start, 90 * minute)
  await sendOsmand(gateway, { id: 'her-phone', timestamp: isoInstant(afterwards), accuracy: 5, ...elsewhere })
  const status = () =>
    world.owner.query<{ lat_e7: number; contact_at: Date }>('SELECT lat_e7, contact_at FROM person_status WHERE person_id = $1', [
      him.personId,
    ])
  const seen = { lat_e7: Math.round(street.lat * 1e7), contact_at: new Date(later(start, 79 * minute)) }
  await expect.poll(async () => (await status()).rows, { timeout: 10_000 }).toEqual([seen])
}, 60_000)
