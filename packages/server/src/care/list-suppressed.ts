import type { SuppressedSignal } from '@bilezik/compliance'
import { type Instant, invariant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { shortName } from '../persons/person-name.ts'

interface Reviewed {
  readonly reviewed_at: Instant | null
  readonly finding: 'agrees' | 'sends-staff' | null
  readonly review_note: string
  readonly reviewed_name: string | null
}

function reviewOf({ reviewed_at, finding, review_note, reviewed_name }: Reviewed) {
  if (reviewed_at === null) return null
  invariant(finding !== null, 'a review has a finding')
  return { byName: reviewed_name ?? '', at: isoInstant(reviewed_at), finding, note: review_note }
}

export const listSuppressedSignals: Handler<'listSuppressedSignals'> = async ({ tx, query }) => {
  const rows = await tx
    .selectFrom('suppressed_signals as s')
    .innerJoin('persons as p', 'p.id', 's.person_id')
    // The device may have gone to another organisation since.
    .leftJoin('devices as d', 'd.id', 's.device_id')
    .select(['s.id', 's.person_id', 's.device_id', 's.suppressed', 's.superseded_at', 'd.identifier'])
    .select(['s.reviewed_at', 's.finding', 's.review_note', 'p.family_name', 'p.given_name', 'p.patronymic'])
    .select(sql<string | null>`name_of_user(s.reviewed_by)`.as('reviewed_name'))
    // What later data overturned needs no review any more; one that was given stands.
    .where((e) => e.or([e('s.superseded_at', 'is', null), e('s.reviewed_at', 'is not', null)]))
    .$if(query.state === 'unreviewed', (unreviewed) => unreviewed.where('s.reviewed_at', 'is', null))
    .orderBy(sql`s.reviewed_at IS NOT NULL`)
    .orderBy(sql`CASE WHEN s.reviewed_at IS NULL THEN s.noticed_at END`)
    .orderBy('s.noticed_at', 'desc')
    .limit(query.limit)
    .execute()
  return {
    signals: rows.map((row) => {
      const { signal, from, until, readingIds, reasons, policy, suppressedCount } = row.suppressed as SuppressedSignal
      return {
        id: row.id,
        person: { id: row.person_id, name: shortName(row) },
        deviceId: row.device_id,
        identifier: row.identifier ?? '',
        signal,
        from: isoInstant(from),
        until: isoInstant(until),
        readingIds: [...readingIds],
        reasons: reasons.map(({ kind, readingId, at, celsius }) => ({
          kind,
          readingId,
          at: isoInstant(at),
          celsius: celsius ?? null,
        })),
        policy,
        suppressedCount,
        isSuperseded: row.superseded_at !== null,
        review: reviewOf(row),
      }
    }),
  }
}
