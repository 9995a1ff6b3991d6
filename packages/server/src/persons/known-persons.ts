import type { ResponseOf, api } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { maskedIin, parseIin } from '@bilezik/domain'
import { sql } from 'kysely'
import { refuse } from '../http/refusal.ts'

type Checked = ResponseOf<typeof api.checkPerson>
type Holder = NonNullable<Checked['holder']>

const mostSimilar = 20

/** Until the end of the transaction nobody else registers or corrects a person: two who enter the same one at once see each other. */
export async function lockKnownPersons(tx: ScopedTransaction): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('known persons', 14))`.execute(tx)
}

/** Whose number it is, in any organisation; of somebody out of scope only whom to ask. */
export async function holderOfIin(tx: ScopedTransaction, iin: string): Promise<Holder | null> {
  const { rows } = await sql<{
    person_id: string | null
    organisation_id: string
    organisation_name: Holder['organisation']['name']
  }>`SELECT * FROM holder_of_iin(${iin})`.execute(tx)
  const [found] = rows
  return found ? { organisation: { id: found.organisation_id, name: found.organisation_name }, personId: found.person_id } : null
}

/** Refuses a mistyped number, and one that another person has. */
export async function requireFreeIin(tx: ScopedTransaction, iin: string | null): Promise<void> {
  if (iin === null) return
  if (!parseIin(iin).ok) refuse('iin-invalid', { fields: [{ path: 'body.iin', message: 'bad-checksum' }] })
  const holder = await holderOfIin(tx, iin)
  if (!holder) return
  const { organisation, personId } = holder
  refuse('person-known', {
    ...(personId === null && { detail: organisation.name.ru }),
    fields: [{ path: 'body.iin', message: personId ?? 'known elsewhere' }],
  })
}

interface Asked {
  readonly familyName: string
  readonly givenName: string
  readonly iin: string | null
  readonly birthOn: string | null
}

/**
 * Persons in scope whose names are the same words in any spelling, in whichever place, and whose birth date is not another
 * one. Registering is refused where the dates are alike; two different valid numbers are two persons, whatever their names.
 */
export async function similarPersons(tx: ScopedTransaction, asked: Asked): Promise<Checked['similar']> {
  const keys = sql<string[]>`name_keys(${asked.familyName}, ${asked.givenName})`
  const rows = await tx
    .selectFrom('persons')
    .select(['id', 'family_name', 'given_name', 'patronymic', 'birth_on', 'iin', 'organisation_id'])
    .where(sql<boolean>`name_keys && ${keys} AND (name_keys <@ ${keys} OR name_keys @> ${keys})`)
    .where(
      sql<boolean>`least(cardinality(name_keys), cardinality(${keys})) >= least(2, greatest(cardinality(name_keys), cardinality(${keys})))`,
    )
    .$if(asked.birthOn !== null, (q) => q.where((e) => e.or([e('birth_on', '=', asked.birthOn), e('birth_on', 'is', null)])))
    .orderBy(sql`birth_on IS NOT DISTINCT FROM ${asked.birthOn}::date`, 'desc')
    .orderBy('id')
    .limit(mostSimilar)
    .execute()
  return rows.map((row) => {
    const isBirthDateSame = row.birth_on === asked.birthOn
    const areTwoNumbers = row.iin !== null && asked.iin !== null && row.iin !== asked.iin
    return {
      id: row.id,
      familyName: row.family_name,
      givenName: row.given_name,
      patronymic: row.patronymic,
      birthOn: row.birth_on,
      iinMasked: row.iin === null ? null : maskedIin(row.iin),
      organisationId: row.organisation_id,
      isBirthDateSame: isBirthDateSame && asked.birthOn !== null,
      isRefused: isBirthDateSame && !areTwoNumbers,
    }
  })
}
