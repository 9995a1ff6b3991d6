import { isDeepStrictEqual } from 'node:util'
import type { CaseRecord } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { type Instant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { instantOf } from '../http/parse-request.ts'
import { refuse } from '../http/refusal.ts'
import { requireOrganisation } from '../organisations/in-scope.ts'
import { requirePerson } from '../persons/in-scope.ts'
import { appendEvents, lockCaseFile } from './case-events.ts'
import { checkRecords } from './check-records.ts'
import { factsOf } from './facts-of.ts'

/** The file that this draft has opened already; both sendings wait for each other. */
async function openedFrom(tx: ScopedTransaction, draftId: string, personId: string): Promise<string | undefined> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${draftId}, 15))`.execute(tx)
  const found = await tx
    .selectFrom('case_files')
    .select('id')
    .where('draft_id', '=', draftId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return found?.id
}

/** An answer was lost, and the form was put right before it was sent again: what differs from what was stored is noted, too. */
async function addWhatIsNew(
  tx: ScopedTransaction,
  id: string,
  userId: string,
  records: readonly CaseRecord[],
  now: Instant,
): Promise<void> {
  const file = await lockCaseFile(tx, id)
  const fresh = records.filter((record) => !file.events.some(({ body }) => isDeepStrictEqual(body, record)))
  if (fresh.length === 0) return
  if (file.state === 'closed') refuse('order-closed')
  checkRecords(fresh, now, factsOf(file.events))
  const { state } = file
  await appendEvents(
    tx,
    file,
    userId,
    fresh.map((record) => ({ at: now, kind: 'record', state, body: record })),
  )
}

export const openCaseFile: Handler<'openCaseFile'> = async ({ tx, params, body, now, session, log }) => {
  const person = await requirePerson(tx, params.personId)
  await requireOrganisation(tx, body.organisationId)
  const receivedAt = body.receivedAt === undefined ? now : instantOf(body.receivedAt, 'body.receivedAt')
  if (receivedAt > now) refuse('case-record-impossible', { detail: 'received in the future' })
  const records = [...(body.decision ? [{ kind: 'decision' as const, ...body.decision }] : []), ...body.records]
  checkRecords(records, now)
  const already = body.draftId === undefined ? undefined : await openedFrom(tx, body.draftId, person.id)
  if (already !== undefined) {
    await addWhatIsNew(tx, already, session.user.id, records, now)
    await log({ personId: person.id, subjectId: already, organisationId: body.organisationId, detail: { isRepeated: true } })
    return { id: already }
  }
  const { id } = await tx
    .insertInto('case_files')
    .values({ person_id: person.id, organisation_id: body.organisationId, draft_id: body.draftId ?? null })
    .returning('id')
    .executeTakeFirstOrThrow()
  await appendEvents(tx, { id, events: [] }, session.user.id, [
    { at: receivedAt, kind: 'receive', state: 'received', body: {} },
    ...records.map((record) => ({ at: now, kind: 'record' as const, state: 'received' as const, body: record })),
  ])
  await log({
    personId: person.id,
    subjectId: id,
    organisationId: body.organisationId,
    detail: { receivedAt: isoInstant(receivedAt), kinds: records.map(({ kind }) => kind) },
  })
  return { id }
}
