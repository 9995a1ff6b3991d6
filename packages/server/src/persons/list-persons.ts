import { severities } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'

function beginsWith(text: string): string {
  return `${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
}

/** `ахм ай` finds Ахметов Айдар: the words are beginnings of family name, given name and patronymic. */
export const listPersons: Handler<'listPersons'> = async ({ tx, query }) => {
  const [family = '', given = '', patronymic = ''] = query.query.split(/\s+/)
  const rows = await tx
    .selectFrom('persons as p')
    .leftJoinLateral(
      (db) =>
        db
          .selectFrom('incidents as i')
          .whereRef('i.person_id', '=', 'p.id')
          .where('i.state', '<>', 'concluded')
          .select((e) => [
            e.fn.countAll<number>().as('openIncidents'),
            e.fn.min<number | null>('i.severity_rank').as('worstRank'),
          ])
          .as('n'),
      (join) => join.onTrue(),
    )
    .select([
      'p.id',
      'p.family_name',
      'p.given_name',
      'p.patronymic',
      'p.birth_on',
      'p.organisation_id',
      'n.openIncidents',
      'n.worstRank',
    ])
    .where(sql<boolean>`lower(p.family_name) LIKE lower(${beginsWith(family)})`)
    .$if(given !== '', (q) => q.where(sql<boolean>`lower(p.given_name) LIKE lower(${beginsWith(given)})`))
    .$if(patronymic !== '', (q) => q.where(sql<boolean>`lower(p.patronymic) LIKE lower(${beginsWith(patronymic)})`))
    .orderBy('p.family_name')
    .orderBy('p.given_name')
    .orderBy('p.id')
    .limit(query.limit)
    .execute()
  return {
    persons: rows.map((row) => ({
      id: row.id,
      familyName: row.family_name,
      givenName: row.given_name,
      patronymic: row.patronymic,
      birthOn: row.birth_on,
      organisationId: row.organisation_id,
      openIncidents: row.openIncidents ?? 0,
      worstSeverity: row.worstRank === null ? null : (severities[row.worstRank] ?? null),
    })),
  }
}
