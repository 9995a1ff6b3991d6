import type { ScopedTransaction } from '@bilezik/database'
import {
  type DeviceRole,
  type EquipmentClass,
  type Instant,
  type Language,
  type Localised,
  type Measure,
  isoInstant,
} from '@bilezik/domain'
import { type OrderFacts, isMinorOn } from '@bilezik/law'
import { sql } from 'kysely'
import type { Session } from '../accounts/sessions.ts'
import { bodyOf } from '../changes/hand-over.ts'
import { type CaseFile } from '../intake/case-events.ts'
import { dateInKazakhstan } from '../intake/check-records.ts'
import { circumstancesOf } from '../intake/circumstances.ts'
import { type Facts, factsOf } from '../intake/facts-of.ts'
import { orderFactsOf } from '../intake/order-facts.ts'

/** A device as it was issued to the person while the file was open. */
export interface KitDevice {
  readonly deviceId: string
  readonly model: string
  readonly serial: string
  readonly role: DeviceRole
  readonly equipmentClass: EquipmentClass
  readonly issuedAt: Instant
  readonly returnedAt: Instant | null
  /** As recorded in the register; null: not recorded. */
  readonly inventoryNumber: string | null
  readonly valueTenge: number | null
}

export interface DocumentPerson {
  readonly id: string
  readonly fullName: string
  readonly iin: string | null
  readonly birthOn: string | null
  readonly phone: string | null
  readonly language: Language
  /** On the day of the document; null: the birth date is not known. */
  readonly isMinor: boolean | null
}

export interface DocumentOrganisation {
  readonly id: string
  readonly name: Localised
  readonly place: Localised | null
  readonly address: Localised | null
  readonly phone: string | null
}

/** Everything that a document of an order may be composed of, read once. */
export interface Sources {
  readonly file: CaseFile
  readonly facts: Facts
  /** As the law is asked about them. */
  readonly known: OrderFacts
  /** As the decision names it; of an order taken over the regime. */
  readonly measure: Measure
  readonly person: DocumentPerson
  readonly organisation: DocumentOrganisation
  /** Who conducts the case now: papers go to them. */
  readonly body: string | null
  readonly term: { readonly from: Instant; readonly until: Instant } | null
  readonly kit: readonly KitDevice[]
  /** Who wrote each event of the file, by its number. */
  readonly authors: ReadonlyMap<number, string>
  readonly author: { readonly name: string; readonly isHead: boolean }
  readonly now: Instant
}

async function personOf(tx: ScopedTransaction, file: CaseFile, now: Instant): Promise<DocumentPerson> {
  const row = await tx.selectFrom('persons').selectAll().where('id', '=', file.personId).executeTakeFirstOrThrow()
  return {
    id: row.id,
    fullName: [row.family_name, row.given_name, row.patronymic].filter((part) => part !== null && part.trim() !== '').join(' '),
    iin: row.iin,
    birthOn: row.birth_on,
    phone: row.phone,
    language: row.language,
    isMinor: row.birth_on === null ? null : isMinorOn(row.birth_on, dateInKazakhstan(now)),
  }
}

export async function organisationOf(tx: ScopedTransaction, id: string): Promise<DocumentOrganisation> {
  const row = await tx
    .selectFrom('organisations as o')
    .leftJoin('organisation_contacts as c', 'c.organisation_id', 'o.id')
    .select(['o.id', 'o.name', 'c.place', 'c.address', 'c.phone'])
    .where('o.id', '=', id)
    .executeTakeFirstOrThrow()
  return row
}

const classOfRole: Readonly<Record<DeviceRole, EquipmentClass>> = { worn: 'bracelet', carried: 'mobile-unit', fixed: 'home-unit' }

/** A device of a superior's stock may be out of scope: then it is told by the kit alone. */
async function kitOf(tx: ScopedTransaction, file: CaseFile, since: Instant): Promise<KitDevice[]> {
  const rows = await tx
    .selectFrom('kit_devices as k')
    .innerJoin('devices as d', 'd.id', 'k.device_id')
    .leftJoin('device_models as m', 'm.name', 'd.model')
    .select(['k.device_id', 'k.role', 'd.model', 'd.identifier', 'm.model as description'])
    .select(['d.class', 'd.serial_number', 'd.inventory_number', 'd.value_tenge'])
    .select([sql<Instant>`lower(k.during)`.as('from'), sql<Instant | null>`upper(k.during)`.as('until')])
    .where('k.person_id', '=', file.personId)
    .where('k.role', '<>', 'protected')
    .where(sql<boolean>`k.during && tstzrange(${isoInstant(since)}, NULL)`)
    .orderBy(sql`lower(k.during)`)
    .orderBy('k.device_id')
    .limit(200)
    .execute()
  return rows.flatMap(({ role, ...row }) =>
    role === 'protected'
      ? []
      : [
          {
            deviceId: row.device_id,
            model: row.model,
            serial: row.serial_number ?? row.identifier,
            role,
            equipmentClass: row.class ?? row.description?.equipmentClass ?? classOfRole[role],
            issuedAt: row.from,
            returnedAt: row.until,
            inventoryNumber: row.inventory_number,
            valueTenge: row.value_tenge,
          },
        ],
  )
}

async function authorsOf(tx: ScopedTransaction, file: CaseFile): Promise<Map<number, string>> {
  const rows = await tx
    .selectFrom('case_events')
    .select(['sequence', sql<string | null>`name_of_user(user_id)`.as('name')])
    .where('case_id', '=', file.id)
    .where('kind', '<>', 'record')
    .execute()
  return new Map(rows.flatMap(({ sequence, name }) => (name === null ? [] : [[sequence, name] as const])))
}

export async function loadSources(tx: ScopedTransaction, file: CaseFile, session: Session, now: Instant): Promise<Sources> {
  const facts = factsOf(file.events)
  const known = orderFactsOf(file, await circumstancesOf(tx, file, session, now))
  const order = await tx
    .selectFrom('orders')
    .select([sql<Instant>`lower(term)`.as('from'), sql<Instant>`upper(term)`.as('until')])
    .where('id', '=', file.id)
    .executeTakeFirst()
  return {
    file,
    facts,
    known,
    measure: facts.decision?.measure ?? known.regime,
    body: bodyOf(file.events)?.name ?? null,
    person: await personOf(tx, file, now),
    organisation: await organisationOf(tx, file.organisationId),
    term: order ?? null,
    kit: await kitOf(tx, file, file.events[0]?.at ?? now),
    authors: await authorsOf(tx, file),
    author: {
      name: session.user.name,
      isHead: session.user.role === 'head' && session.user.organisationId === file.organisationId,
    },
    now,
  }
}
