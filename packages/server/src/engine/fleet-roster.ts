import type { FleetAttributes } from '@bilezik/compliance'
import { type DeviceId, type Instant, type PersonId, isoInstant } from '@bilezik/domain'
import type pg from 'pg'

/** A device that is watched now, and what it has in common with others as far as it is registered. */
export interface RosterDevice {
  readonly deviceId: DeviceId
  readonly personId: PersonId
  readonly attributes: Pick<FleetAttributes, 'model' | 'regions'>
}

/** Everyone's devices by their numbers: in a kit, during an order. */
export async function readFleetRoster(client: pg.ClientBase, now: Instant): Promise<ReadonlyMap<number, RosterDevice>> {
  const { rows } = await client.query<{
    device_id: DeviceId
    device_no: number
    person_id: PersonId
    model: string
    regions: string[]
  }>('SELECT device_id, device_no, person_id, model, regions FROM watched_devices($1)', [isoInstant(now)])
  return new Map(
    rows.map(({ device_id, device_no, person_id, model, regions }) => [
      device_no,
      { deviceId: device_id, personId: person_id, attributes: { model, regions } },
    ]),
  )
}
