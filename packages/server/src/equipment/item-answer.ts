import type { ScopedTransaction } from '@bilezik/database'
import { type Instant, isoInstant, permissionsOf } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Session } from '../accounts/sessions.ts'
import { shortName } from '../persons/person-name.ts'

/** The pieces in scope with the kit that each is in at `now`. */
export function itemsQuery(tx: ScopedTransaction, now: Instant) {
  return tx
    .selectFrom('devices as d')
    .leftJoin('kit_devices as k', (join) =>
      join.onRef('k.device_id', '=', 'd.id').on(sql`k.during @> ${isoInstant(now)}::timestamptz`, '=', true),
    )
    .leftJoin('persons as p', 'p.id', 'k.person_id')
    .select([
      'd.id',
      'd.no',
      'd.class as equipmentClass',
      'd.serial_number as serialNumber',
      'd.inventory_number as inventoryNumber',
      'd.iccid',
      'd.firmware',
    ])
    .select(['d.sim_operator as simOperator', 'd.value_tenge as valueTenge', 'd.location', 'd.holder', 'd.protocol'])
    .select(['d.identifier', 'd.model', 'd.organisation_id as organisationId', 'd.condition', 'd.created_at as createdAt'])
    .select(['k.role', 'p.id as personId', 'p.family_name', 'p.given_name', 'p.patronymic'])
}

type Row = Awaited<ReturnType<ReturnType<typeof itemsQuery>['execute']>>[number]

/** Who wears it is told to those who may see persons; others learn that it is in a kit. */
export function itemAnswer(
  { personId, role, family_name, given_name, patronymic, no, createdAt, ...item }: Row,
  { user }: Session,
) {
  const seesPersons = permissionsOf[user.role].includes('person:read')
  const isKnown = personId !== null && role !== null && family_name !== null && given_name !== null
  return {
    ...item,
    inKitOf: isKnown ? { personId, role, name: seesPersons ? shortName({ family_name, given_name, patronymic }) : null } : null,
  }
}
