import type { ScopedTransaction } from '@bilezik/database'
import type { DeviceRole, Instant } from '@bilezik/domain'
import { sql } from 'kysely'
import { refuse } from '../http/refusal.ts'

interface WornDevice {
  readonly role: DeviceRole
  readonly from: Instant
}

/** The device as it is in this person's kit now; a protected person's device is none of the wearer's. */
export async function requireWorn(tx: ScopedTransaction, personId: string, deviceId: string): Promise<WornDevice> {
  const entry = await tx
    .selectFrom('kit_devices')
    .select(['role', sql<Instant>`lower(during)`.as('from')])
    .where('device_id', '=', deviceId)
    .where('person_id', '=', personId)
    .where(sql<boolean>`upper_inf(during)`)
    .forUpdate()
    .executeTakeFirst()
  if (!entry || entry.role === 'protected') return refuse('not-found')
  return { role: entry.role, from: entry.from }
}
