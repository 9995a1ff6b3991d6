import type { ResponseOf, api } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { AlertFacts } from '../engine/alert-facts.ts'
import type { Handler } from '../http/implement.ts'
import { shortName } from '../persons/person-name.ts'

type Difference = ResponseOf<typeof api.listEngineDifferences>['differences'][number]
type Judged = Pick<AlertFacts, 'kind' | 'lineageId' | 'orderId' | 'conditionVersion' | 'beganAt' | 'noticedAt' | 'endedAt'>

async function readDifferences(tx: ScopedTransaction, limit: number) {
  return (
    tx
      .selectFrom('engine_differences as d')
      .innerJoin('persons as p', 'p.id', 'd.person_id')
      .leftJoin('alerts as a', 'a.id', 'd.alert_id')
      .leftJoin('incidents as i', 'i.id', 'a.incident_id')
      .select(['d.id', 'd.person_id', 'd.alert_id', 'd.old_version', 'd.new_version', 'd.derived', 'd.noted_at'])
      .select(['p.family_name', 'p.given_name', 'p.patronymic', 'i.id as incident_id', 'i.number'])
      // The alert as it stands: the newer version may have told its end, and nothing else of it.
      .select(['a.kind', 'a.lineage_id', 'a.order_id', 'a.condition_version', 'a.began_at', 'a.noticed_at', 'a.ended_at'])
      // A person may be in scope by an order of ours, while the alert is under one of another organisation.
      .where((e) => e.or([e('d.alert_id', 'is', null), e('i.id', 'is not', null)]))
      .where(
        sql<boolean>`(d.derived IS NULL OR EXISTS (SELECT FROM orders o WHERE o.person_id = d.person_id AND o.id::text = d.derived ->> 'orderId'))`,
      )
      .orderBy('d.id', 'desc')
      .limit(limit)
      .execute()
  )
}
type Row = Awaited<ReturnType<typeof readDifferences>>[number]

function standingOf(row: Row): Judged | null {
  const { kind, lineage_id: lineageId, order_id: orderId, condition_version: conditionVersion } = row
  const { began_at: beganAt, noticed_at: noticedAt, ended_at: endedAt } = row
  // All of them are null together, where no alert was raised.
  if (kind === null || lineageId === null || orderId === null || conditionVersion === null) return null
  if (beganAt === null || noticedAt === null) return null
  return { kind, lineageId, orderId, conditionVersion, beganAt, noticedAt, endedAt }
}

function differsIn(raised: Judged, derived: Judged): Difference['differsIn'] {
  const isOtherCondition =
    raised.lineageId !== derived.lineageId ||
    raised.orderId !== derived.orderId ||
    raised.conditionVersion !== derived.conditionVersion
  return [
    ...(raised.kind === derived.kind ? [] : (['kind'] as const)),
    ...(raised.beganAt === derived.beganAt ? [] : (['began'] as const)),
    ...(raised.noticedAt === derived.noticedAt ? [] : (['noticed'] as const)),
    ...(raised.endedAt === derived.endedAt ? [] : (['ended'] as const)),
    ...(isOtherCondition ? (['condition'] as const) : []),
  ]
}

function judgementOf(judged: Judged | null): Difference['raised'] {
  return (
    judged && {
      kind: judged.kind,
      beganAt: isoInstant(judged.beganAt),
      noticedAt: isoInstant(judged.noticedAt),
      endedAt: judged.endedAt === null ? null : isoInstant(judged.endedAt),
    }
  )
}

export const listEngineDifferences: Handler<'listEngineDifferences'> = async ({ tx, query }) => {
  const rows = await readDifferences(tx, query.limit)
  return {
    differences: rows.map((row) => {
      const { id, alert_id: alertId, incident_id: incidentId, number } = row
      const raised = standingOf(row)
      // Written by the engine from this type, and by nobody else.
      const derived = row.derived as AlertFacts | null
      return {
        id,
        person: { id: row.person_id, name: shortName(row) },
        incident: incidentId === null || number === null || alertId === null ? null : { id: incidentId, number, alertId },
        oldVersion: row.old_version,
        newVersion: row.new_version,
        raised: judgementOf(raised),
        derived: judgementOf(derived),
        differsIn: raised && derived ? differsIn(raised, derived) : [],
        notedAt: isoInstant(row.noted_at),
      }
    }),
  }
}
