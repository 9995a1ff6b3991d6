import { type FleetEffect, becauseOf } from '@bilezik/compliance'
import { type DeviceId, type Instant, type PersonId, hour, isoInstant, later } from '@bilezik/domain'
import type pg from 'pg'

/** Failures of the means of tracking are told to the body at once, and written to it within 24 hours of the information. */
const citation = '1369 §8(3)'
const toWriteWithinMs = 24 * hour

type EffectOf<Kind extends FleetEffect['kind']> = Extract<FleetEffect, { kind: Kind }>
type PersonOf = (deviceId: DeviceId) => PersonId | undefined

interface Told {
  readonly personId: PersonId
  readonly at: Instant
  readonly until: Instant
  readonly silentSince: Instant
}

/** Into the stream of each person concerned, where a replay finds it. However many they are: one statement. */
async function tell(client: pg.ClientBase, outageId: string, told: readonly Told[]): Promise<void> {
  if (told.length === 0) return
  await client.query(
    `INSERT INTO stream_events (person_id, at, body)
     SELECT r."personId", to_timestamp(r.at / 1000.0), jsonb_build_object('kind', 'fleet-blind', 'until', r.until,
       'because', o.because, 'silentSince', r."silentSince", 'outageId', o.id)
     FROM jsonb_to_recordset($1::jsonb) AS r ("personId" uuid, at bigint, until bigint, "silentSince" bigint)
     JOIN fleet_outages o ON o.key = $2`,
    [JSON.stringify(told), outageId],
  )
}

/** Word to the live screens of the organisations that have persons in it. */
async function tellStaff(client: pg.ClientBase, outageId: string): Promise<void> {
  await client.query(
    `INSERT INTO feed_events (organisation_id, kind, subject_id)
     SELECT DISTINCT n.organisation_id, 'technical-incident', t.id FROM fleet_outages o
     JOIN technical_incidents t ON t.outage_id = o.id JOIN technical_notices n ON n.outage_id = o.id WHERE o.key = $1`,
    [outageId],
  )
}

async function begin(client: pg.ClientBase, effect: EffectOf<'outage-begins'>): Promise<void> {
  const { outageId, group, from, noticedAt, evidence } = effect
  await client.query(
    `WITH made AS (
       INSERT INTO fleet_outages (key, group_kind, group_values, because, began_at, noticed_at, told_until, peak, evidence)
       VALUES ($1, $2, $3, $4, $5, $6, $6, 0, $7) ON CONFLICT (key) DO NOTHING RETURNING id)
     INSERT INTO technical_incidents (outage_id, opened_at) SELECT id, $6 FROM made`,
    [
      outageId,
      group.kind,
      JSON.stringify(group.values),
      becauseOf(group),
      isoInstant(from),
      isoInstant(noticedAt),
      JSON.stringify(evidence),
    ],
  )
}

/** Once an outage and order, whatever is repeated. */
async function notify(client: pg.ClientBase, outageId: string, personIds: readonly PersonId[], knownAt: Instant): Promise<void> {
  await client.query(
    `INSERT INTO technical_notices (outage_id, order_id, person_id, organisation_id, began_at, known_at, due_at, citation)
     SELECT o.id, r.id, r.person_id, r.organisation_id, o.began_at, $3, $4, $5
     FROM fleet_outages o JOIN orders r ON r.person_id = ANY ($2) AND r.term @> $3::timestamptz WHERE o.key = $1
     ON CONFLICT (outage_id, order_id) DO NOTHING`,
    [outageId, personIds, isoInstant(knownAt), isoInstant(later(knownAt, toWriteWithinMs)), citation],
  )
}

async function lose(client: pg.ClientBase, effect: EffectOf<'devices-lost'>, personOf: PersonOf): Promise<void> {
  const { outageId, until, noticedAt, isRenewed } = effect
  const devices = effect.devices.flatMap((device) => {
    const personId = personOf(device.deviceId)
    return personId === undefined ? [] : [{ ...device, personId }]
  })
  // A piece that continues one before it begins now: nothing has to be stepped again for it.
  const told = devices.map(({ personId, lastAt, blindFrom }) => ({
    personId,
    at: isRenewed ? noticedAt : blindFrom,
    until,
    silentSince: lastAt,
  }))
  await tell(client, outageId, told)
  if (isRenewed) {
    await client.query('UPDATE fleet_outages SET told_until = $2 WHERE key = $1', [outageId, isoInstant(until)])
    return
  }
  await client.query(
    `INSERT INTO fleet_outage_members (outage_id, device_id, person_id, last_at, blind_from)
     SELECT o.id, r."deviceId", r."personId", to_timestamp(r."lastAt" / 1000.0), to_timestamp(r."blindFrom" / 1000.0)
     FROM jsonb_to_recordset($1::jsonb) AS r ("deviceId" uuid, "personId" uuid, "lastAt" bigint, "blindFrom" bigint)
     JOIN fleet_outages o ON o.key = $2 ON CONFLICT DO NOTHING`,
    [JSON.stringify(devices), outageId],
  )
  await client.query(
    `UPDATE fleet_outages o SET told_until = greatest(told_until, $2), peak = greatest(peak,
       (SELECT count(*) FROM fleet_outage_members m WHERE m.outage_id = o.id AND m.blind_until IS NULL)) WHERE key = $1`,
    [outageId, isoInstant(until)],
  )
  const personIds = [...new Set(devices.map(({ personId }) => personId))]
  await notify(client, outageId, personIds, noticedAt)
  await tellStaff(client, outageId)
}

interface Ended {
  readonly deviceId: DeviceId
  readonly blindUntil: Instant
  readonly heardAt: Instant | null
}

async function closeMembers(client: pg.ClientBase, outageId: string, ended: readonly Ended[]): Promise<void> {
  await client.query(
    `UPDATE fleet_outage_members m SET blind_until = to_timestamp(r."blindUntil" / 1000.0), heard_at = to_timestamp(r."heardAt" / 1000.0)
     FROM jsonb_to_recordset($1::jsonb) AS r ("deviceId" uuid, "blindUntil" bigint, "heardAt" bigint), fleet_outages o
     WHERE o.key = $2 AND m.outage_id = o.id AND m.device_id = r."deviceId" AND m.blind_until IS NULL`,
    [JSON.stringify(ended), outageId],
  )
}

async function takeBack(client: pg.ClientBase, effect: EffectOf<'devices-back'>, personOf: PersonOf): Promise<void> {
  const { outageId, devices } = effect
  const told = devices.flatMap(({ deviceId, heardAt, graceUntil, lastAt }) => {
    const personId = personOf(deviceId)
    return personId === undefined ? [] : [{ personId, at: heardAt, until: graceUntil, silentSince: lastAt }]
  })
  await tell(client, outageId, told)
  const ended = devices.map(({ deviceId, heardAt, graceUntil }) => ({ deviceId, heardAt, blindUntil: graceUntil }))
  await closeMembers(client, outageId, ended)
}

async function end(client: pg.ClientBase, effect: EffectOf<'outage-ends'>, personOf: PersonOf): Promise<void> {
  const { outageId, endedAt, graceUntil, stragglers } = effect
  const told = stragglers.flatMap(({ deviceId, lastAt }) => {
    const personId = personOf(deviceId)
    return personId === undefined ? [] : [{ personId, at: endedAt, until: graceUntil, silentSince: lastAt }]
  })
  await tell(client, outageId, told)
  await closeMembers(
    client,
    outageId,
    stragglers.map(({ deviceId }) => ({ deviceId, heardAt: null, blindUntil: graceUntil })),
  )
  await client.query('UPDATE fleet_outages SET ended_at = $2 WHERE key = $1', [outageId, isoInstant(endedAt)])
  await client.query(
    `UPDATE technical_notices n SET ended_at = $2 FROM fleet_outages o WHERE o.key = $1 AND n.outage_id = o.id`,
    [outageId, isoInstant(endedAt)],
  )
  await tellStaff(client, outageId)
}

/** Writes what the detector has found, in its order, within the engine's transaction. */
export async function writeFleetEffects(
  client: pg.ClientBase,
  effects: readonly FleetEffect[],
  personOf: PersonOf,
): Promise<void> {
  for (const effect of effects) {
    switch (effect.kind) {
      case 'outage-begins':
        await begin(client, effect)
        break
      case 'devices-lost':
        await lose(client, effect, personOf)
        break
      case 'devices-back':
        await takeBack(client, effect, personOf)
        break
      case 'outage-ends':
        await end(client, effect, personOf)
        break
      default:
        effect satisfies never
    }
  }
}

/** Devices that are watched no longer are in no outage any more. */
export async function dismissMembers(client: pg.ClientBase, deviceIds: readonly DeviceId[], at: Instant): Promise<void> {
  await client.query(
    'UPDATE fleet_outage_members SET blind_until = greatest(blind_from, $2) WHERE device_id = ANY ($1) AND blind_until IS NULL',
    [deviceIds, isoInstant(at)],
  )
}
