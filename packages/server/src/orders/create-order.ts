import { newOrderKey, wrapKey } from '@bilezik/database'
import { type Regime, type Rule, type Zone, isoInstant, parseShape } from '@bilezik/domain'
import { type Support, supportOfRule } from '@bilezik/law'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { instantOf } from '../http/parse-request.ts'
import { refuse } from '../http/refusal.ts'
import { requireOrganisation } from '../organisations/in-scope.ts'
import { requirePerson } from '../persons/in-scope.ts'
import { writeBlindUntilKnown, writePlan } from './write-plan.ts'

/** 1369 binds suspects, accused and defendants only; everybody else is under the Penal Execution Code. */
const preTrial: ReadonlySet<Regime> = new Set(['recognizance', 'personal-guarantee', 'minor-supervision', 'bail', 'house-arrest'])

/** A condition that no obligation supports is refused: PEC 1(2); before trial the subdivision adds none to the body's, 1369 §4. */
export function requireSupport(regime: Regime, rule: Rule, lookUp: typeof supportOfRule = supportOfRule): Support {
  const support = lookUp(regime, rule)
  if (support) return support
  return refuse('condition-unsupported', {
    citation: preTrial.has(regime) ? '1369 §4' : 'PEC 1(2)',
    detail: `${rule.kind} under ${regime}`,
  })
}

function requireZones(rule: Rule, index: number): void {
  const zones: { zone: Zone; path: string }[] =
    rule.kind === 'distance'
      ? rule.places.map((zone, place) => ({ zone, path: `places.${place}.shape` }))
      : 'zone' in rule
        ? [{ zone: rule.zone, path: 'zone.shape' }]
        : []
  for (const { zone, path } of zones) {
    const parsed = parseShape(zone.shape)
    if (parsed.ok) continue
    refuse('bad-zone', {
      detail: `${zone.name}: ${parsed.reason}`,
      fields: [{ path: `body.rules.${index}.${path}`, message: parsed.reason }],
    })
  }
}

export const createOrder: Handler<'createOrder'> = async ({ context, tx, params, body, now, log }) => {
  const from = instantOf(body.termFrom, 'body.termFrom')
  const until = instantOf(body.termUntil, 'body.termUntil')
  const decidedAt = instantOf(body.decidedAt, 'body.decidedAt')
  if (until <= from) refuse('term-not-a-period')
  for (const [index, rule] of body.rules.entries()) requireZones(rule, index)
  const rules = body.rules.map((rule) => ({ rule, support: requireSupport(body.regime, rule) }))
  const person = await requirePerson(tx, params.personId)
  await requireOrganisation(tx, body.organisationId)

  const term = sql<string>`tstzrange(${isoInstant(from)}, ${isoInstant(until)}, '[)')`
  const { id } = await tx
    .insertInto('orders')
    .values({
      person_id: person.id,
      organisation_id: body.organisationId,
      regime: body.regime,
      basis_number: body.basisNumber,
      decided_at: isoInstant(decidedAt),
      term,
      is_concealed: body.isConcealed,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('conditions')
    .values(
      rules.map(({ rule, support }) => ({
        order_id: id,
        rule: JSON.stringify(rule),
        source_kind: support.kind,
        citation: support.kind === 'policy' ? null : support.provision.citation,
        during: term,
      })),
    )
    .execute()
  await tx
    .insertInto('order_keys')
    .values({ order_id: id, wrapped_key: wrapKey(newOrderKey(), context.masterKey) })
    .execute()
  await log({
    personId: person.id,
    subjectId: id,
    organisationId: body.organisationId,
    detail: { regime: body.regime, basisNumber: body.basisNumber },
  })
  await writePlan(tx, person.id, from, now)
  await writeBlindUntilKnown(tx, person.id, from, now)
  return { id }
}
