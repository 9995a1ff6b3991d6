import type { ScopedTransaction } from '@bilezik/database'
import type { Instant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Session } from '../accounts/sessions.ts'
import type { CaseFile } from './case-events.ts'
import type { Circumstances } from './order-facts.ts'

/** What stands outside the file: the person's kit, and whether whoever asks is the head of this very subdivision. */
export async function circumstancesOf(
  tx: ScopedTransaction,
  file: CaseFile,
  { user }: Session,
  now: Instant,
): Promise<Circumstances> {
  const out = await tx
    .selectFrom('kit_devices')
    .select('device_id')
    .where('person_id', '=', file.personId)
    .where('role', '<>', 'protected')
    .where(sql<boolean>`upper_inf(during)`)
    .limit(1)
    .executeTakeFirst()
  const isActorHead = user.role === 'head' && user.organisationId === file.organisationId
  return { now, isActorHead, isDeviceOut: out !== undefined }
}
