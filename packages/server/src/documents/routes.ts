import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement, implementPublic } from '../http/implement.ts'
import { checkDocument } from './check-document.ts'
import { getContacts, putContacts } from './contacts.ts'
import { discardDraft, saveDraft } from './drafts.ts'
import { getDocumentPdf } from './get-document-pdf.ts'
import { issueDocument } from './issue-document.ts'
import { listDocuments } from './list-documents.ts'
import { signDocument } from './signing/sign-document.ts'
import { previewDocument } from './preview-document.ts'

export function documentRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'listDocuments', listDocuments)
  implement(app, context, 'previewDocument', previewDocument)
  implement(app, context, 'saveDraft', saveDraft)
  implement(app, context, 'discardDraft', discardDraft)
  implement(app, context, 'issueDocument', issueDocument)
  implement(app, context, 'getDocumentPdf', getDocumentPdf)
  implement(app, context, 'signDocument', signDocument)
  implementPublic(app, context, 'checkDocument', checkDocument)
  implement(app, context, 'getContacts', getContacts)
  implement(app, context, 'putContacts', putContacts)
}
