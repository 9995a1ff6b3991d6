import type { ResponseOf, api } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { type Instant, invariant, isoInstant, maskedIin } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { openEpisodes } from '../changes/open-episodes.ts'
import { restsSince } from '../changes/rests-since.ts'
import { concerning, requirePerson } from './in-scope.ts'
import { notWatchedSince, withoutWatch } from './not-watched.ts'
import { obligationsOf } from './obligations.ts'
import { statusOf } from './person-status.ts'

type PersonAnswer = ResponseOf<typeof api.getPerson>

interface OrderRow {
  readonly id: string
  readonly organisation_id: string
  readonly answer: NonNullable<PersonAnswer['order']>
}

/** The active order, else the next, else the last. */
async function orderOf(tx: ScopedTransaction, personId: string, now: Instant): Promise<OrderRow | undefined> {
  const rows = await tx
    .selectFrom('orders')
    .select(['id', 'organisation_id', 'regime', 'basis_number', 'decided_at'])
    .select([
      sql<Instant>`lower(term)`.as('from'),
      sql<Instant>`upper(term)`.as('until'),
      restsSince('orders.id').as('rests_since'),
    ])
    .where('person_id', '=', personId)
    .orderBy(sql`lower(term)`)
    .execute()
  const chosen = rows.find((row) => row.from <= now && now < row.until) ?? rows.find((row) => row.from > now) ?? rows.at(-1)
  return (
    chosen && {
      id: chosen.id,
      organisation_id: chosen.organisation_id,
      answer: {
        id: chosen.id,
        regime: chosen.regime,
        basisNumber: chosen.basis_number,
        decidedAt: isoInstant(chosen.decided_at),
        termFrom: isoInstant(chosen.from),
        termUntil: isoInstant(chosen.until),
        termRestsSince: chosen.rests_since === null ? null : isoInstant(chosen.rests_since),
        state: chosen.until <= now ? 'ended' : chosen.from > now ? 'coming' : 'active',
      },
    }
  )
}

async function kitOf(tx: ScopedTransaction, personId: string, now: Instant): Promise<PersonAnswer['kit']> {
  const rows = await tx
    .selectFrom('kit_devices as k')
    .innerJoin('devices as d', 'd.id', 'k.device_id')
    .select(['d.id as deviceId', 'k.role', 'd.protocol', 'd.identifier', 'd.model', sql<Instant>`lower(k.during)`.as('from')])
    .where('k.person_id', '=', personId)
    .where(sql<boolean>`k.during @> ${isoInstant(now)}::timestamptz`)
    .orderBy('k.role', 'desc')
    .execute()
  return rows.flatMap(({ role, from, ...row }) => (role === 'protected' ? [] : [{ ...row, role, from: isoInstant(from) }]))
}

/** Twelve digits begin with the birth date: only the last four are shown. */
export const getPerson: Handler<'getPerson'> = async ({ tx, params, now, log }) => {
  const found = await requirePerson(tx, params.personId)
  const person = await tx.selectFrom('persons').selectAll().where('id', '=', found.id).executeTakeFirstOrThrow()
  const order = await orderOf(tx, found.id, now)
  // Visible through an order of ours while registered elsewhere: then it is our order's organisation that is named.
  const organisation = await tx
    .selectFrom('organisations')
    .select(['id', 'name'])
    .where('id', '=', found.logOrganisationId ?? order?.organisation_id ?? person.organisation_id)
    .executeTakeFirst()
  invariant(organisation, 'a person in scope is of an organisation in scope, or has an order of one')
  const status = await statusOf(tx, found.id, now)
  const obligations = await obligationsOf(tx, found.id, status.obligations, now)
  const failedAt = await notWatchedSince(tx, found.id)
  await log(concerning({ id: found.id, logOrganisationId: organisation.id }))
  return {
    id: person.id,
    familyName: person.family_name,
    givenName: person.given_name,
    patronymic: person.patronymic,
    iinMasked: person.iin === null ? null : maskedIin(person.iin),
    birthOn: person.birth_on,
    language: person.language,
    phone: person.phone,
    organisation,
    order: order?.answer ?? null,
    kit: await kitOf(tx, found.id, now),
    status: status.answer,
    episodes: order ? await openEpisodes(tx, order.id) : [],
    notWatchedSince: failedAt === null ? null : isoInstant(failedAt),
    obligations: failedAt === null ? obligations : withoutWatch(obligations, failedAt),
  }
}
