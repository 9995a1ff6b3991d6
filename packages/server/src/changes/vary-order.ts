import { isDeepStrictEqual } from 'node:util'
import type { BodyOf, api } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { type Instant, type Rule, instant, isoInstant } from '@bilezik/domain'
import { isMinorOn } from '@bilezik/law'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { instantOf } from '../http/parse-request.ts'
import { refuse } from '../http/refusal.ts'
import type { CaseFile } from '../intake/case-events.ts'
import { instantOfDecision } from '../intake/check-records.ts'
import { openEpisodesOf } from '../intake/open-episodes.ts'
import { orderFactsOf } from '../intake/order-facts.ts'
import { type Step, takeStep } from '../intake/take-step.ts'
import { requireObligations, requireOneOfEachDate, requireRules } from '../orders/require-rules.ts'
import { requireTerm } from '../orders/require-term.ts'
import { adoptedTermOf } from '../orders/steps/adopted.ts'
import { type SupportedRule, writeConditions } from '../orders/write-order.ts'
import { writePlan } from '../orders/write-plan.ts'
import { basisOf, happenedAt } from './append-change.ts'

type Body = BodyOf<typeof api.varyOrder>
type Given = SupportedRule & { readonly lineageId: string | null }

interface Version {
  readonly lineageId: string
  readonly version: number
  readonly rule: Rule
  readonly from: Instant
}

/** Who was a minor on the day of the decision has to hear of new duties beside a representative; a defender is none. */
function isToMinorAlone({ birthOn }: CaseFile, { decision, attendants }: Body): boolean {
  if (birthOn === null || !decision || !isMinorOn(birthOn, decision.decidedOn)) return false
  return attendants.every(({ capacity }) => capacity === 'defender')
}

async function termOf(tx: ScopedTransaction, orderId: string): Promise<{ from: Instant; until: Instant } | undefined> {
  return tx
    .selectFrom('orders')
    .select([sql<Instant>`lower(term)`.as('from'), sql<Instant>`upper(term)`.as('until')])
    .where('id', '=', orderId)
    .forUpdate()
    .executeTakeFirst()
}

async function versionsFrom(tx: ScopedTransaction, orderId: string, at: Instant): Promise<Version[]> {
  return tx
    .selectFrom('conditions')
    .select(['lineage_id as lineageId', 'version', 'rule', sql<Instant>`lower(during)`.as('from')])
    .where('order_id', '=', orderId)
    .where(sql<boolean>`upper(during) > ${isoInstant(at)}::timestamptz`)
    .execute()
}

async function setDuring(tx: ScopedTransaction, { lineageId, version }: Version, until: Instant): Promise<void> {
  await tx
    .updateTable('conditions')
    .set({ during: sql<string>`tstzrange(lower(during), ${isoInstant(until)}, '[)')` })
    .where('lineage_id', '=', lineageId)
    .where('version', '=', version)
    .execute()
}

/** The new versions from `at` on. What does not change keeps its version; what is not named any more ends; nothing is rewritten. */
async function writeVersions(
  tx: ScopedTransaction,
  orderId: string,
  given: readonly Given[],
  at: Instant,
  until: Instant,
): Promise<void> {
  const running = await versionsFrom(tx, orderId, at)
  if (running.some(({ from }) => from >= at)) refuse('change-out-of-order', { detail: 'a later version is recorded already' })
  const lineages = new Set(running.map(({ lineageId }) => lineageId))
  const named = given.flatMap(({ lineageId }) => lineageId ?? [])
  if (named.some((lineageId) => !lineages.has(lineageId)) || new Set(named).size < named.length) refuse('not-found')
  for (const version of running) {
    const next = given.find(({ lineageId }) => lineageId === version.lineageId)
    if (next && next.rule.kind !== version.rule.kind) {
      refuse('bad-request', { fields: [{ path: 'body.rules', message: 'another kind of obligation continues none' }] })
    }
    const isSame = next !== undefined && isDeepStrictEqual(next.rule, version.rule)
    await setDuring(tx, version, isSame ? until : at)
    if (next && !isSame) await writeConditions(tx, orderId, [{ ...next, after: version }], at, until)
  }
  const added = given.filter(({ lineageId }) => lineageId === null)
  if (added.length > 0) await writeConditions(tx, orderId, added, at, until)
}

interface Varied {
  readonly at: Instant
  readonly until: Instant
}

async function varied({ file }: Step, tx: ScopedTransaction, body: Body, given: readonly Given[], now: Instant): Promise<Varied> {
  const { decision } = body
  const decidedAt = decision ? instantOfDecision(decision.decidedOn, decision.decidedHour) : now
  happenedAt(isoInstant(decidedAt), 'body.decision.decidedOn', now)
  const at = body.effectiveAt === undefined ? instant(Math.max(now, decidedAt)) : instantOf(body.effectiveAt, 'body.effectiveAt')
  const last = file.events.findLast(({ kind }) => kind === 'vary')
  if (at < decidedAt || (last && at < last.at))
    refuse('change-out-of-order', { detail: 'before its decision, or before the last variation' })
  const order = await termOf(tx, file.id)
  const before = order?.until ?? instantOf(adoptedTermOf(file).termUntil, 'termUntil')
  const until = body.termUntil === null ? before : instantOf(body.termUntil, 'body.termUntil')
  if (until !== before && openEpisodesOf(file.events).includes('term-rest'))
    refuse('change-out-of-order', { detail: 'the term rests: the court lets it go on first' })
  if (until !== before) requireTerm(order?.from ?? at, until)
  // What ran out was not authorised in between: a term that is over is not prolonged.
  if (until <= at || until <= now || before <= now || (order && at < order.from)) refuse('term-not-a-period')
  if (order && until !== before) {
    const term = sql<string>`tstzrange(lower(term), ${isoInstant(until)}, '[)')`
    await tx.updateTable('orders').set({ term }).where('id', '=', file.id).execute()
  }
  if (file.state === 'active') await writeVersions(tx, file.id, given, at, until)
  return { at, until }
}

/** A variation is a new version from an instant on; what bound before stays as it was, and is judged by it. */
export const varyOrder: Handler<'varyOrder'> = async (call) => {
  const { tx, body, now } = call
  let changed: { readonly personId: string; readonly at: Instant } | undefined
  await takeStep(
    call,
    'vary',
    async (step) => {
      const { file, circumstances, verdict } = step
      const { regime } = orderFactsOf(file, circumstances)
      requireOneOfEachDate(body.rules.map(({ rule }) => rule))
      const supported = requireRules(
        regime,
        body.rules.map(({ rule }) => rule),
      )
      if (body.obligations) requireObligations(regime, supported, body.obligations)
      const given = supported.map((one, i) => ({ ...one, lineageId: body.rules[i]?.lineageId ?? null }))
      const { at, until } = await varied(step, tx, body, given, now)
      changed = { personId: file.personId, at }
      const { decision, attendants, note, obligations } = body
      const rules = body.rules.map(({ rule }) => rule)
      const byRules = supported.flatMap(({ rule, support }) =>
        support.kind === 'policy' ? [] : [{ code: rule.kind, source: { kind: 'law' as const, provision: support.provision } }],
      )
      return {
        at,
        body: { decision, rules, ...(obligations && { obligations }), termUntil: isoInstant(until), attendants, note },
        basis: [...basisOf(verdict), ...byRules],
      }
    },
    (file) => ({ variation: { hasDecision: body.decision !== null, isToMinorAlone: isToMinorAlone(file, body) } }),
  )
  if (changed) await writePlan(tx, changed.personId, changed.at, now)
  return {}
}
