import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { lockCaseFile } from '../intake/case-events.ts'
import { languageOf } from './draw-up.ts'
import { askedText } from './issue-document.ts'
import { refuseTooMany } from './journal.ts'
import { loadSources } from './sources.ts'

/** What is missing may come until it is issued: a draft is kept as its author left it. */
export const saveDraft: Handler<'saveDraft'> = async ({ tx, params, body, session, now, log }) => {
  const file = await lockCaseFile(tx, params.orderId)
  await refuseTooMany(tx, file.id)
  const asked = body.document
  const { id } = await tx
    .insertInto('documents')
    .values({
      order_id: file.id,
      person_id: file.personId,
      organisation_id: file.organisationId,
      kind: asked.kind,
      language: languageOf(asked, await loadSources(tx, file, session, now)),
      asked: askedText({ ...asked, signatures: [] }),
      drawn_up_by: session.user.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await log({ personId: file.personId, subjectId: id, organisationId: file.organisationId, detail: { kind: asked.kind } })
  return { id }
}

export const discardDraft: Handler<'discardDraft'> = async ({ tx, params, log }) => {
  const draft = await tx
    .selectFrom('documents')
    .select(['person_id', 'organisation_id', 'kind', 'issued_at'])
    .where('id', '=', params.documentId)
    .forUpdate()
    .executeTakeFirst()
  if (!draft) return refuse('not-found')
  if (draft.issued_at !== null) refuse('document-issued')
  await tx.deleteFrom('documents').where('id', '=', params.documentId).execute()
  await log({
    personId: draft.person_id,
    subjectId: params.documentId,
    organisationId: draft.organisation_id,
    detail: { kind: draft.kind },
  })
  return {}
}
