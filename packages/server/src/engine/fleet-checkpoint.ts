import type { FleetAttributes, FleetState, Group, Outage } from '@bilezik/compliance'
import { initialFleetState } from '@bilezik/compliance'
import type { DeviceId, Instant } from '@bilezik/domain'
import type pg from 'pg'
import type { RosterDevice } from './fleet-roster.ts'

type Rhythm = FleetState['devices'][DeviceId]['rhythm']

/** A device in few bytes: a fleet of fifty thousand is written with each checkpoint. What is registered is read anew. */
type Packed = readonly [
  deviceNo: number,
  lastAt: Instant,
  network: string | null,
  firmware: string | null,
  gateway: string | null,
  ...rhythm: number[],
]

interface StoredFleet {
  readonly version: 1
  readonly at: Instant
  readonly deafUntil: Instant
  readonly devices: readonly Packed[]
}

const rhythmFields = ['count', 'gapMs', 'longestMs', 'hourLeftMs', 'hourLongestMs', 'silentShare'] as const

export async function writeFleetState(
  client: pg.ClientBase,
  state: FleetState,
  numberOf: ReadonlyMap<DeviceId, number>,
): Promise<void> {
  const devices = Object.entries(state.devices).flatMap(([id, { lastAt, attributes, rhythm }]): [Packed] | [] => {
    const no = numberOf.get(id as DeviceId)
    const { network = null, firmware = null, gateway = null } = attributes
    return no === undefined ? [] : [[no, lastAt, network, firmware, gateway, ...rhythmFields.map((field) => rhythm[field])]]
  })
  const stored: StoredFleet = { version: 1, at: state.at, deafUntil: state.deafUntil, devices }
  await client.query(
    `INSERT INTO fleet_state (state) VALUES ($1) ON CONFLICT (only_row) DO UPDATE SET state = excluded.state, written_at = now()`,
    [JSON.stringify(stored)],
  )
}

interface OutageRow {
  readonly key: string
  readonly group_kind: Group['kind']
  readonly group_values: string[]
  readonly began_at: Instant
  readonly noticed_at: Instant
  readonly told_until: Instant
  readonly peak: number
  readonly silent: readonly { readonly deviceId: DeviceId; readonly lastAt: Instant; readonly blindFrom: Instant }[]
}

/** Outages are as the tables say, whatever the checkpoint knew: they are written as they happen. */
async function readOpenOutages(client: pg.ClientBase): Promise<readonly Outage[]> {
  const { rows } = await client.query<OutageRow>(
    `SELECT o.key, o.group_kind, o.group_values, o.began_at, o.noticed_at, o.told_until, o.peak,
       coalesce((SELECT jsonb_agg(jsonb_build_object('deviceId', m.device_id,
           'lastAt', round(extract(epoch FROM m.last_at) * 1000), 'blindFrom', round(extract(epoch FROM m.blind_from) * 1000)))
         FROM fleet_outage_members m WHERE m.outage_id = o.id AND m.blind_until IS NULL), '[]') AS silent
     FROM fleet_outages o WHERE o.ended_at IS NULL ORDER BY o.noticed_at`,
  )
  return rows.map((row) => ({
    id: row.key,
    group: { kind: row.group_kind, values: row.group_values },
    from: row.began_at,
    noticedAt: row.noticed_at,
    silent: Object.fromEntries(row.silent.map(({ deviceId, lastAt, blindFrom }) => [deviceId, { lastAt, blindFrom }])),
    peak: row.peak,
    toldUntil: row.told_until,
  }))
}

/** The detector as of the engine's last checkpoint; contacts since are read again with the readings. */
export async function readFleetState(client: pg.ClientBase, roster: ReadonlyMap<number, RosterDevice>): Promise<FleetState> {
  const { rows } = await client.query<{ state: StoredFleet }>('SELECT state FROM fleet_state')
  const stored = rows[0]?.state
  const outages = await readOpenOutages(client)
  if (stored?.version !== 1) return { ...initialFleetState, outages }
  const devices: Record<DeviceId, FleetState['devices'][DeviceId]> = {}
  for (const [no, lastAt, network, firmware, gateway, ...numbers] of stored.devices) {
    const device = roster.get(no)
    if (!device) continue
    const told = Object.entries({ network, firmware, gateway }).filter(([, value]) => value !== null)
    const attributes: FleetAttributes = { ...device.attributes, ...Object.fromEntries(told) }
    const rhythm = Object.fromEntries(rhythmFields.map((field, i) => [field, numbers[i] ?? 0])) as unknown as Rhythm
    devices[device.deviceId] = { attributes, lastAt, rhythm }
  }
  return { version: 1, at: stored.at, deafUntil: stored.deafUntil, devices, outages }
}
