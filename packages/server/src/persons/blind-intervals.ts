import type { ResponseOf, api } from '@bilezik/contract'
import type { BlindInterval, KnownEnd } from '@bilezik/compliance'
import type { ScopedTransaction } from '@bilezik/database'
import { type Instant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'

type Answer = ResponseOf<typeof api.getHistory>['blindIntervals'][number]

function endAnswer({ at, sigmaMetres, zones }: KnownEnd): Answer['before'] {
  return { at: isoInstant(at), sigmaMetres, zones: zones.map(({ lineageId, presence }) => ({ lineageId, presence })) }
}

/** The closed times of a period in which nothing was known, oldest first, with what was known at both ends. */
export async function blindIntervalsOf(
  tx: ScopedTransaction,
  personId: string,
  from: Instant,
  until: Instant,
): Promise<Answer[]> {
  const rows = await tx
    .selectFrom('blind_intervals')
    .select('interval')
    .where('person_id', '=', personId)
    .where('superseded_at', 'is', null)
    .where(sql<boolean>`during && tstzrange(${isoInstant(from)}, ${isoInstant(until)})`)
    .orderBy(sql`lower(during)`)
    .execute()
  return rows.map((row) => {
    const { causes, before, after, ...rest } = row.interval as BlindInterval
    return {
      ...rest,
      from: isoInstant(rest.from),
      until: isoInstant(rest.until),
      causes: causes.map(({ because, since }) => ({ because, since: isoInstant(since) })),
      before: before && endAnswer(before),
      after: after && endAnswer(after),
    }
  })
}
