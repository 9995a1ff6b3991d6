import type { ScopedTransaction } from '@bilezik/database'
import { isoInstant, permissionsOf, possibleMoves } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Session } from '../accounts/sessions.ts'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { shortName } from '../persons/person-name.ts'
import { itemAnswer, itemsQuery } from './item-answer.ts'

const mostMoves = 1_000

async function movesOf(tx: ScopedTransaction, deviceId: string, { user }: Session) {
  const seesPersons = permissionsOf[user.role].includes('person:read')
  const rows = await tx
    .selectFrom('device_moves as m')
    .leftJoin('persons as p', 'p.id', 'm.person_id')
    .select(['m.sequence', 'm.at', 'm.recorded_at', 'm.kind', 'm.from_holder as fromHolder', 'm.to_holder as toHolder'])
    .select(['m.person_id as personId', 'm.organisation_id as organisationId', 'm.condition', 'm.document', 'm.note'])
    .select(['p.family_name', 'p.given_name', 'p.patronymic'])
    .select(sql<string | null>`name_of_user(m.user_id)`.as('byName'))
    .where('m.device_id', '=', deviceId)
    .orderBy('m.sequence', 'desc')
    .limit(mostMoves)
    .execute()
  return rows.map(({ at, recorded_at, personId, family_name, given_name, patronymic, ...move }) => ({
    ...move,
    at: isoInstant(at),
    recordedAt: isoInstant(recorded_at),
    person:
      personId === null
        ? null
        : {
            personId,
            name:
              !seesPersons || family_name === null || given_name === null
                ? null
                : shortName({ family_name, given_name, patronymic }),
          },
  }))
}

export const getEquipment: Handler<'getEquipment'> = async ({ tx, params, session, now }) => {
  const row = await itemsQuery(tx, now).where('d.id', '=', params.deviceId).executeTakeFirst()
  if (!row) return refuse('not-found')
  return {
    ...itemAnswer(row, session),
    registeredAt: isoInstant(row.createdAt),
    possibleMoves: [...possibleMoves(row.condition, row.role !== null)],
    moves: await movesOf(tx, row.id, session),
  }
}
