import { api } from '@bilezik/contract'
import type { ConsolePage } from '../console-page.ts'
import type { Desk } from './desk.ts'

type Asked = NonNullable<(typeof api.issueDocument)['body']>['_zod']['input']['document']

/** The bytes as they are downloaded: a PDF begins as one. */
export async function isPdf(of: ConsolePage, path: string): Promise<boolean> {
  const answer = await of.context.request.get(path)
  return answer.ok() && (await answer.body()).subarray(0, 5).toString('latin1') === '%PDF-'
}

/** By the interface: the section of documents is walked in a journey of its own. */
export async function issuePaper(desk: Desk, orderId: string, document: Asked): Promise<string> {
  const { id } = await desk.asHead.call(api.issueDocument, { params: { orderId }, body: { document } })
  return api.getDocumentPdf.path.replace(':documentId', id)
}
