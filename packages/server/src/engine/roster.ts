import type { WatchEvent } from '@bilezik/compliance'
import { type ReadingColumns, flagValid, kindCodes, readingOfColumns } from '@bilezik/database'
import { type Instant, type OrganisationId, type PersonId, type DeviceId, instant, isoInstant } from '@bilezik/domain'
import type pg from 'pg'
import type { Latest } from './watched.ts'

/** Numbers of devices in `readings`, and the ids that the rest of the system knows them by. */
export interface DeviceNumbers {
  readonly idOf: ReadonlyMap<number, DeviceId>
  readonly noOf: ReadonlyMap<DeviceId, number>
}

export async function readDeviceNumbers(client: pg.ClientBase): Promise<DeviceNumbers> {
  const { rows } = await client.query<{ no: number; id: DeviceId }>('SELECT no, id FROM devices')
  return { idOf: new Map(rows.map((row) => [row.no, row.id])), noOf: new Map(rows.map((row) => [row.id, row.no])) }
}

export interface Jurisdiction {
  readonly organisationId: OrganisationId
  readonly visibleUntil: Instant
}

/** Who answers for each person now: the order in force, else the next, else the last. */
export async function readJurisdictions(
  client: pg.ClientBase,
  personIds: readonly PersonId[],
  now: Instant,
): Promise<ReadonlyMap<PersonId, Jurisdiction>> {
  const { rows } = await client.query<{ person_id: PersonId; organisation_id: OrganisationId; until: Instant }>(
    `SELECT DISTINCT ON (person_id) person_id, organisation_id, upper(term) AS until FROM orders WHERE person_id = ANY ($1)
     ORDER BY person_id, term @> $2::timestamptz DESC, lower(term) > $2 DESC, upper(term) DESC`,
    [personIds, isoInstant(now)],
  )
  return new Map(rows.map((row) => [row.person_id, { organisationId: row.organisation_id, visibleUntil: row.until }]))
}

interface StatusRow extends ReadingColumns {
  readonly person_id: PersonId
  readonly event_at: Instant | null
  readonly received_at: Instant | null
  readonly contact_at: Instant | null
  readonly battery_percent: number | null
  readonly is_charging: boolean | null
}

function latestOf(row: StatusRow): Latest {
  const { event_at, received_at, contact_at } = row
  const reading = event_at === null ? undefined : readingOfColumns({ ...row, event_at })
  return {
    fix: reading?.kind === 'fix' && event_at !== null ? { at: event_at, receivedAt: received_at ?? event_at, reading } : null,
    contactAt: contact_at,
    battery:
      row.battery_percent === null
        ? null
        : { at: contact_at ?? instant(0), levelPercent: row.battery_percent, isCharging: row.is_charging },
  }
}

/** The panel's facts as last written, so that a restart does not forget where everyone was. */
export async function readLatest(client: pg.ClientBase): Promise<ReadonlyMap<PersonId, Latest>> {
  const { rows } = await client.query<StatusRow>(
    `SELECT person_id, lat_e7, lon_e7, accuracy_dm, source, fix_at AS event_at, fix_received_at AS received_at, contact_at, battery_percent, is_charging,
       $1::smallint AS kind, CASE WHEN fix_is_valid THEN $2 ELSE 0 END::smallint AS flags,
       NULL AS speed_cms, NULL AS course_degrees, NULL AS satellites, NULL AS altitude_metres, NULL AS hdop_tenths, NULL::jsonb AS detail
     FROM person_status`,
    [kindCodes.fix, flagValid],
  )
  return new Map(rows.map((row) => [row.person_id, latestOf(row)]))
}

/** Whose kit a device was in at an event time. */
export class KitIndex {
  #byDevice = new Map<DeviceId, PersonId[]>()

  add(personId: PersonId, deviceIds: Iterable<DeviceId>): void {
    for (const deviceId of deviceIds) {
      const people = this.#byDevice.get(deviceId) ?? []
      if (!people.includes(personId)) this.#byDevice.set(deviceId, [...people, personId])
    }
  }

  /** Everyone who ever had the device: whose it was at a reading's time, their plans say. */
  peopleOf(deviceId: DeviceId): readonly PersonId[] {
    return this.#byDevice.get(deviceId) ?? []
  }
}

/** Whose readings concern the person from now on. The plan may be one that nobody can read. */
export function devicesIn(event: WatchEvent): DeviceId[] {
  const kit = event.kind === 'plan' ? (event.plan as { kit?: unknown } | null)?.kit : undefined
  return Array.isArray(kit)
    ? kit.map((device: { deviceId?: DeviceId } | null) => device?.deviceId).filter((id) => id !== undefined)
    : []
}
