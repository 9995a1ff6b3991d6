import type { ResponseOf, api } from '@bilezik/contract'
import type { Knowledge, ObligationNow } from '@bilezik/compliance'
import type { ScopedTransaction } from '@bilezik/database'
import { type Instant, isoInstant } from '@bilezik/domain'
import { fixAnswer } from './fix.ts'

type PersonAnswer = ResponseOf<typeof api.getPerson>

interface StatusNow {
  readonly answer: PersonAnswer['status']
  readonly obligations: readonly ObligationNow[]
}

function knowledgeAnswer(knowledge: Knowledge): NonNullable<PersonAnswer['status']>['knowledge'] {
  const since = isoInstant(knowledge.since)
  return knowledge.kind === 'known' ? { kind: 'known', since } : { kind: 'blind', since, because: knowledge.because }
}

/** What the engine wrote last. Coordinates are shown only while the order they were collected under lasts. */
export async function statusOf(tx: ScopedTransaction, personId: string, now: Instant): Promise<StatusNow> {
  const row = await tx.selectFrom('person_status').selectAll().where('person_id', '=', personId).executeTakeFirst()
  if (!row) return { answer: null, obligations: [] }
  const { lat_e7: latE7, lon_e7: lonE7, fix_at: fixAt } = row
  const hasFix = latE7 !== null && lonE7 !== null && fixAt !== null && row.visible_until > now
  return {
    // Both columns are written by the engine from these types, and by nobody else.
    obligations: row.obligations as ObligationNow[],
    answer: {
      contactAt: row.contact_at === null ? null : isoInstant(row.contact_at),
      batteryPercent: row.battery_percent,
      isCharging: row.is_charging,
      knowledge: knowledgeAnswer(row.knowledge as Knowledge),
      fix: hasFix
        ? fixAnswer({
            at: fixAt,
            receivedAt: row.fix_received_at ?? fixAt,
            latE7,
            lonE7,
            accuracyDm: row.accuracy_dm,
            source: row.source,
            isValid: row.fix_is_valid ?? false,
          })
        : null,
    },
  }
}
