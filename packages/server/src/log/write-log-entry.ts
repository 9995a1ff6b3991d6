import type { ScopedTransaction } from '@bilezik/database'

export interface LogEntry {
  /** The endpoint's name, or a system action such as `live-opened`. */
  readonly action: string
  readonly personId?: string
  readonly subjectId?: string
  /**
   * Whose log it stands in: the organisation concerned, so that its head sees that a superior looked.
   * Absent: the user's own.
   */
  readonly organisationId?: string
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Append-only; the organisation must be in the scope of the transaction. */
export async function writeLogEntry(
  tx: ScopedTransaction,
  by: { readonly id: string; readonly organisationId: string },
  entry: LogEntry,
): Promise<void> {
  await tx
    .insertInto('log_entries')
    .values({
      user_id: by.id,
      organisation_id: entry.organisationId ?? by.organisationId,
      action: entry.action,
      person_id: entry.personId ?? null,
      subject_id: entry.subjectId ?? null,
      detail: JSON.stringify(entry.detail ?? {}),
    })
    .execute()
}
