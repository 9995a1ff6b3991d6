import { createDatabase, createPool, withScope } from '@bilezik/database'
import type { OrganisationId } from '@bilezik/domain'

export interface CommandRead {
  readonly action: 'alert-replayed' | 'shadow-run'
  readonly organisationId: OrganisationId
  readonly personId?: string
  readonly subjectId?: string
  readonly detail: Readonly<Record<string, unknown>>
}

/** A look that somebody took at the machine itself, without an account: it stands in the log of the organisation concerned. */
export async function logCommand(appUrl: string, reads: readonly CommandRead[]): Promise<void> {
  const db = createDatabase(
    createPool({
      url: appUrl,
      applicationName: 'bilezik-command',
      maxConnections: 1,
      statementTimeoutMs: 20_000,
      onIdleError: () => undefined,
    }),
  )
  try {
    for (const { action, organisationId, personId, subjectId, detail } of reads) {
      await withScope(db, organisationId, (tx) =>
        tx
          .insertInto('log_entries')
          .values({
            user_id: null,
            organisation_id: organisationId,
            action,
            person_id: personId ?? null,
            subject_id: subjectId ?? null,
            detail: JSON.stringify(detail),
          })
          .execute(),
      )
    }
  } finally {
    await db.destroy()
  }
}
