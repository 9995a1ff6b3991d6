import type { ResponseOf, api } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { type BlindCause, type Instant, day, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import { alertsOf } from '../incidents/alerts.ts'
import type { Handler } from '../http/implement.ts'
import { instantOf } from '../http/parse-request.ts'
import { refuse } from '../http/refusal.ts'
import { instantParameter } from '../http/instant-parameter.ts'
import { type Band, bandsOf } from './bands.ts'
import { type Period, changesOf } from './changes.ts'
import { blindIntervalsOf } from './blind-intervals.ts'
import { fixAnswer } from './fix.ts'
import { concerning, requirePerson } from './in-scope.ts'

type HistoryAnswer = ResponseOf<typeof api.getHistory>
type Zone = HistoryAnswer['zones'][number]

const maxDays = 31
const maxFixes = 5_000

/** Positions leave the database only through this function, which checks scope and the authorised time. */
async function fixesOf(
  tx: ScopedTransaction,
  personId: string,
  period: Period,
): Promise<Pick<HistoryAnswer, 'fixes' | 'isThinned'>> {
  const { rows } = await sql<{
    event_at: Instant
    received_at: Instant
    lat_e7: number | null
    lon_e7: number | null
    accuracy_dm: number | null
    source: number | null
    flags: number
    total: number
  }>`SELECT * FROM fixes_of(${personId}, ${isoInstant(period.from)}, ${isoInstant(period.until)}, ${maxFixes})`.execute(tx)
  const fixes = rows.flatMap((row) =>
    row.lat_e7 === null || row.lon_e7 === null
      ? []
      : fixAnswer({
          at: row.event_at,
          receivedAt: row.received_at,
          latE7: row.lat_e7,
          lonE7: row.lon_e7,
          accuracyDm: row.accuracy_dm,
          source: row.source,
          isValid: (row.flags & 1) === 1,
        }),
  )
  return { fixes, isThinned: (rows[0]?.total ?? 0) > maxFixes }
}

async function zonesOf(tx: ScopedTransaction, personId: string): Promise<{ lineageId: string; name: string }[]> {
  return tx
    .selectFrom('conditions as c')
    .innerJoin('orders as o', 'o.id', 'c.order_id')
    .distinctOn('c.lineage_id')
    .select(['c.lineage_id as lineageId', sql<string>`c.rule -> 'zone' ->> 'name'`.as('name')])
    .where('o.person_id', '=', personId)
    .where(sql<boolean>`c.rule ? 'zone'`)
    .orderBy('c.lineage_id')
    .orderBy('c.version', 'desc')
    .execute()
}

function ends(band: Band): { from: string; until: string | null } {
  return { from: isoInstant(band.since), until: band.until === null ? null : isoInstant(band.until) }
}

// A lineage or a watch that ended is a change to a value that is no presence: it closes the band before and opens none.
function presenceBands(bands: readonly Band[]): Zone['bands'] {
  return bands.flatMap((band) => {
    const presence = (['inside', 'outside', 'unknown'] as const).find((kind) => kind === band.value)
    return presence ? { ...ends(band), presence, because: band.because as BlindCause | null } : []
  })
}

function blindIntervals(bands: readonly Band[]): HistoryAnswer['blind'] {
  return bands.flatMap((band) =>
    band.value === 'blind' ? { ...ends(band), because: (band.because ?? 'uncertain') as BlindCause } : [],
  )
}

export const getHistory: Handler<'getHistory'> = async ({ tx, params, query, now, log }) => {
  const period = { from: instantOf(query.from, 'query.from'), until: instantOf(query.until, 'query.until') }
  if (period.until <= period.from) refuse('term-not-a-period')
  if (period.until - period.from > maxDays * day) {
    refuse('bad-request', { fields: [{ path: 'query.until', message: `at most ${maxDays} days after from` }] })
  }
  const person = await requirePerson(tx, params.personId)
  const changes = await changesOf(tx, person.id, period)
  const bands = (chain: string) => bandsOf(changes.get(chain) ?? [], period.from, period.until, now)
  const zones = (await zonesOf(tx, person.id)).map((zone) => ({ ...zone, bands: presenceBands(bands(zone.lineageId)) }))
  // By the days it touches: a page that follows the present asks for the same two days all along.
  const days = `${Math.floor(period.from / day)}-${Math.ceil(period.until / day)}`
  await log({ ...concerning(person), detail: { from: isoInstant(period.from), until: isoInstant(period.until) } }, days)
  return {
    ...(await fixesOf(tx, person.id, period)),
    zones: zones.filter((zone) => zone.bands.length > 0),
    blind: blindIntervals(bands('')),
    blindIntervals: await blindIntervalsOf(tx, person.id, period.from, period.until),
    alerts: await alertsOf(tx, (alerts) =>
      alerts
        .where('a.person_id', '=', person.id)
        .where('a.began_at', '<', instantParameter(period.until))
        .where((e) => e.or([e('a.ended_at', 'is', null), e('a.ended_at', '>=', instantParameter(period.from))])),
    ),
  }
}
