import { isoInstant } from '@bilezik/domain'
import type { Handler } from '../http/implement.ts'
import { instantOf } from '../http/parse-request.ts'
import { appendEvents } from '../intake/case-events.ts'
import { requireOrganisation } from '../organisations/in-scope.ts'
import { requirePerson } from '../persons/in-scope.ts'
import { citationsOfRules, requireOneOfEachDate, requireRules } from './require-rules.ts'
import { requireTerm } from './require-term.ts'
import { writeConditions, writeOrder } from './write-order.ts'
import { writeBlindUntilKnown, writePlan } from './write-plan.ts'

/**
 * An order whose execution had begun before it came into the system. Its file says so in one event, `take-over`: nobody here
 * received, checked, adopted or fitted anything, and the history does not claim that they did.
 */
export const createOrder: Handler<'createOrder'> = async ({ context, tx, params, body, now, session, log }) => {
  const from = instantOf(body.termFrom, 'body.termFrom')
  const until = instantOf(body.termUntil, 'body.termUntil')
  const decidedAt = instantOf(body.decidedAt, 'body.decidedAt')
  requireTerm(from, until)
  requireOneOfEachDate(body.rules)
  const rules = requireRules(body.regime, body.rules)
  const person = await requirePerson(tx, params.personId)
  await requireOrganisation(tx, body.organisationId)

  const { id } = await tx
    .insertInto('case_files')
    .values({ person_id: person.id, organisation_id: body.organisationId })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { regime, basisNumber, isConcealed } = body
  const term = { termFrom: isoInstant(from), termUntil: isoInstant(until) }
  await appendEvents(tx, { id, events: [] }, session.user.id, [
    {
      at: now,
      kind: 'take-over',
      state: 'active',
      body: {
        regime,
        basisNumber,
        decidedAt: isoInstant(decidedAt),
        ...term,
        isConcealed,
        rules: body.rules.map(({ kind }) => kind),
      },
      citations: citationsOfRules(rules),
    },
  ])
  const { organisationId } = body
  await writeOrder(tx, context.masterKey, {
    id,
    personId: person.id,
    organisationId,
    regime,
    basisNumber,
    decidedAt,
    from,
    until,
    isConcealed,
  })
  await writeConditions(tx, id, rules, from, until)
  await log({ personId: person.id, subjectId: id, organisationId, detail: { regime, basisNumber } })
  await writePlan(tx, person.id, from, now)
  await writeBlindUntilKnown(tx, person.id, from, now)
  return { id }
}
