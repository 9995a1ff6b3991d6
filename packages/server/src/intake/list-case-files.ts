import { isoInstant } from '@bilezik/domain'
import type { Handler } from '../http/implement.ts'
import { shortName } from '../persons/person-name.ts'

export const listCaseFiles: Handler<'listCaseFiles'> = async ({ tx, query }) => {
  const rows = await tx
    .selectFrom('case_files as c')
    .innerJoin('persons as p', 'p.id', 'c.person_id')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('case_events as e')
          .select(['e.state', 'e.at'])
          .whereRef('e.case_id', '=', 'c.id')
          .orderBy('e.sequence', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['c.id', 'c.person_id', 'c.organisation_id', 'last.state', 'last.at'])
    .select(['p.family_name', 'p.given_name', 'p.patronymic'])
    .$if(query.state !== undefined, (files) => files.where('last.state', '=', query.state ?? 'received'))
    .$if(query.personId !== undefined, (files) => files.where('c.person_id', '=', query.personId ?? ''))
    .orderBy('c.id', 'desc')
    .limit(query.limit)
    .execute()
  return {
    caseFiles: rows.map((row) => ({
      id: row.id,
      personId: row.person_id,
      personName: shortName(row),
      organisationId: row.organisation_id,
      state: row.state,
      since: isoInstant(row.at),
    })),
  }
}
