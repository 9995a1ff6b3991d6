import type { ScopedTransaction } from '@bilezik/database'
import { isoInstant } from '@bilezik/domain'
import { watchFile } from '../deadlines/watch-file.ts'
import { refuse } from '../http/refusal.ts'
import { type CaseEvent, type CaseFile, loadCaseFile } from './load-case-file.ts'

export { type CaseEvent, type CaseFile, type ChangeKind, loadCaseFile, loadOwnTimeOf, lockCaseFile } from './load-case-file.ts'

/** A file is read whole; a bound for who corrects a fact over and over. */
export const mostEvents = 500

export type NewEvent = Pick<CaseEvent, 'at' | 'kind' | 'state' | 'body'> & { readonly citations?: readonly string[] }

/** Whether this very request was done before, its answer lost on the way. */
export function isRecorded(file: CaseFile, requestId: string): boolean {
  return file.events.some(({ body }) => body['requestId'] === requestId)
}

/** Appends to a file that is locked, or has just been made. */
export async function appendEvents(
  tx: ScopedTransaction,
  file: Pick<CaseFile, 'id'> & { readonly events: readonly unknown[] },
  userId: string,
  added: readonly NewEvent[],
): Promise<void> {
  if (file.events.length + added.length > mostEvents) refuse('case-file-full')
  await tx
    .insertInto('case_events')
    .values(
      added.map(({ at, kind, state, body, citations = [] }, i) => ({
        case_id: file.id,
        sequence: file.events.length + i + 1,
        at: isoInstant(at),
        user_id: userId,
        kind,
        state,
        body: JSON.stringify(body),
        citations: [...citations],
      })),
    )
    .execute()
  // What an event starts or meets stands or falls with it.
  await watchFile(tx, await loadCaseFile(tx, file.id))
}
