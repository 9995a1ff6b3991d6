import { api } from '@bilezik/contract'
import type { ConsolePage } from '../console-page.ts'
import { asUser } from '../scene.ts'
import { type Desk, dialog, openFile, region } from './desk.ts'

type Asked = NonNullable<(typeof api.issueDocument)['body']>['_zod']['input']['document']

/** The bytes as they are downloaded: a PDF begins as one. */
export async function isPdf(of: ConsolePage, path: string): Promise<boolean> {
  const answer = await of.context.request.get(path)
  return answer.ok() && (await answer.body()).subarray(0, 5).toString('latin1') === '%PDF-'
}

/** By the interface, for no screen sets them yet: without a telephone of the subdivision there is no memo. */
export async function setContacts({ asHead, demo }: Desk): Promise<void> {
  const administrator = await asUser(demo, 'administrator')
  const inAll = (text: string) => ({ kk: text, ru: text, en: text })
  await administrator.call(api.putContacts, {
    params: { organisationId: asHead.session.organisation.id },
    body: { place: inAll('Астана'), address: inAll('Астана, Абай 1'), phone: '+7 7172 55 00 10' },
  })
  await administrator.signOut()
}

/** By the interface: a paper that takes more than the facts of the order has no form yet. */
export async function issuePaper(desk: Desk, orderId: string, document: Asked): Promise<string> {
  const { id } = await desk.asHead.call(api.issueDocument, { params: { orderId }, body: { document } })
  return api.getDocumentPdf.path.replace(':documentId', id)
}

/** The head reads the paper as it will be issued, in the language of the desk, and issues it; it stands in the journal with a number. */
export async function issueOnScreen(
  desk: Desk,
  orderId: string,
  kind: keyof Desk['texts']['documents']['kind'],
): Promise<string> {
  const { page } = desk.head
  const { documents } = desk.texts
  const name = documents.kind[kind]
  await openFile(page, orderId)
  await page.getByRole('button', { name, exact: true }).click()
  await region(page, documents.preview).getByRole('img').waitFor()
  // A notice says who it goes to: it is sent with the same press.
  const either = new RegExp(`^(?:${documents.issue}|${desk.texts.deliveries.issueAndSend})$`)
  await dialog(page).getByRole('button', { name: either }).click()
  await dialog(page).waitFor({ state: 'detached' })
  const row = region(page, documents.title).getByRole('row').filter({ hasText: name })
  await row.getByText(documents.state.issued, { exact: true }).waitFor()
  return (await row.getByRole('link').getAttribute('href')) ?? ''
}
