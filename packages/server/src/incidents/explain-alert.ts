import { type AlertAmendment, type AlertFate, type Around, explain } from '@bilezik/compliance'
import type { ResponseOf, api } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import {
  type Alert,
  type BlindCause,
  type BlindStretch,
  type Condition,
  type Instant,
  type LineageId,
  type OrderId,
  type Permit,
  instant,
  invariant,
  isoInstant,
} from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { bandsOf } from '../persons/bands.ts'
import { changesOf } from '../persons/changes.ts'
import { shortName } from '../persons/person-name.ts'
import { permitsOf } from '../orders/permits-of.ts'
import { alertsOf } from './alerts.ts'

type Answer = ResponseOf<typeof api.getExplanation>

/** The alert as the engine raised it, with whose it is and the version of the condition that it names. */
async function findAlert(tx: ScopedTransaction, alertId: string) {
  return tx
    .selectFrom('alerts as a')
    .innerJoin('incidents as i', 'i.id', 'a.incident_id')
    .innerJoin('persons as p', 'p.id', 'a.person_id')
    .innerJoin('conditions as c', (join) =>
      join.onRef('c.lineage_id', '=', 'a.lineage_id').onRef('c.version', '=', 'a.condition_version'),
    )
    .leftJoin('orders as o', 'o.id', 'a.order_id')
    .selectAll('a')
    .select(['i.number', 'i.organisation_id', 'p.family_name', 'p.given_name', 'p.patronymic', 'c.rule'])
    .select(['o.basis_number', 'o.decided_at'])
    .select([sql<Instant>`lower(c.during)`.as('in_force_from'), sql<Instant>`upper(c.during)`.as('in_force_until')])
    .where('a.id', '=', alertId)
    .executeTakeFirst()
}
type Found = NonNullable<Awaited<ReturnType<typeof findAlert>>>

function alertOf(row: Found): Alert {
  return {
    key: row.key,
    kind: row.kind,
    lineageId: row.lineage_id as LineageId,
    orderId: row.order_id as OrderId,
    conditionVersion: row.condition_version,
    beganAt: row.began_at,
    noticedAt: row.noticed_at,
    reason: row.reason,
  }
}

function conditionOf(row: Found): Condition {
  return {
    lineageId: row.lineage_id as LineageId,
    orderId: row.order_id as OrderId,
    version: row.condition_version,
    from: row.in_force_from,
    until: row.in_force_until,
    rule: row.rule,
  }
}

/** The time the decision looks back on: from the first fix it weighed, or the last contact, to the decision. */
function lookedAt({ reason, beganAt, noticedAt }: Alert): { from: Instant; until: Instant } {
  const first = reason.kind === 'presence' ? reason.path[0]?.at : reason.kind === 'silence' ? reason.lastContactAt : undefined
  return { from: instant(Math.min(first ?? beganAt, beganAt)), until: noticedAt }
}

/** As it is known today: a stretch that later data filled is none any more. */
async function blindOf(tx: ScopedTransaction, personId: string, alert: Alert, now: Instant): Promise<BlindStretch[]> {
  const period = lookedAt(alert)
  if (period.until <= period.from) return []
  const changes = await changesOf(tx, personId, period)
  const isPlace = alert.reason.kind === 'presence'
  const bands = bandsOf(changes.get(isPlace ? alert.lineageId : '') ?? [], period.from, period.until, now)
  return bands
    .filter(({ value }) => value === (isPlace ? 'unknown' : 'blind'))
    .map(({ since, until, because }) => ({
      from: since,
      until: until ?? period.until,
      because: (because ?? 'uncertain') as BlindCause,
    }))
}

async function fateOf(tx: ScopedTransaction, row: Found): Promise<AlertFate> {
  if (row.state === 'active') return { kind: 'lasts' }
  if (row.state === 'ended') {
    invariant(row.ended_at !== null, 'an alert that has ended says when')
    return { kind: 'over', at: row.ended_at }
  }
  const told = await tx
    .selectFrom('incident_entries')
    .select('at')
    .where('incident_id', '=', row.incident_id)
    .where('kind', '=', row.state === 'withdrawn' ? 'alert-withdrawn' : 'alert-disproved')
    .where('alert_kind', '=', row.kind)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return { kind: row.state, at: told?.at ?? row.raised_at }
}

/** What later data changed while the alert stood; a change of anything but its beginning is in its times already. */
async function amendmentsOf(tx: ScopedTransaction, alertId: string): Promise<AlertAmendment[]> {
  const rows = await tx
    .selectFrom('alert_amendments')
    .select([
      'at',
      sql<number>`(before ->> 'beganAt')::float8`.as('before'),
      sql<number>`("after" ->> 'beganAt')::float8`.as('after'),
    ])
    .where('alert_id', '=', alertId)
    .where(sql<boolean>`before ->> 'beganAt' <> "after" ->> 'beganAt'`)
    .orderBy('id')
    .execute()
  return rows.map(({ at, before, after }) => ({ at, beganBefore: instant(before), beganAfter: instant(after) }))
}

/** Given before the alert, whenever they were written down. */
async function permitsBefore(tx: ScopedTransaction, personId: string, { beganAt, noticedAt }: Alert): Promise<Permit[]> {
  const permits = await permitsOf(tx, personId, beganAt)
  return permits.filter(({ givenAt }) => givenAt <= noticedAt)
}

function zoneOf({ reason }: Alert, { rule }: Condition): Answer['zone'] {
  // Where a protected person is, is not shown to whoever reads why: a rule of distance has places, no zone.
  if (reason.kind !== 'presence' || !('zone' in rule)) return null
  // zod's output type is mutable, the domain's is not; the value is the same.
  return { kind: rule.kind, name: rule.zone.name, shape: rule.zone.shape as NonNullable<Answer['zone']>['shape'] }
}

export const getExplanation: Handler<'getExplanation'> = async ({ tx, params, now, log }) => {
  const row = await findAlert(tx, params.alertId)
  if (!row) return refuse('not-found')
  const [alert, condition] = [alertOf(row), conditionOf(row)]
  const around: Around = {
    blind: await blindOf(tx, row.person_id, alert, now),
    fate: await fateOf(tx, row),
    amendments: await amendmentsOf(tx, row.id),
    permits: await permitsBefore(tx, row.person_id, alert),
  }
  const [answer] = await alertsOf(tx, (alerts) => alerts.where('a.id', '=', row.id))
  invariant(answer, 'an alert that was found is there')
  await log({ personId: row.person_id, subjectId: row.id, organisationId: row.organisation_id })
  return {
    alert: answer,
    incident: { id: row.incident_id, number: row.number },
    person: { id: row.person_id, name: shortName(row) },
    order:
      row.basis_number === null || row.decided_at === null
        ? null
        : { id: row.order_id, basisNumber: row.basis_number, decidedAt: isoInstant(row.decided_at) },
    zone: zoneOf(alert, condition),
    engineVersion: row.engine_version,
    explanation: explain(alert, condition, around) as Answer['explanation'],
  }
}
