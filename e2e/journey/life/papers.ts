import { minute, later } from '@bilezik/domain'
import { expect } from 'vitest'
import type { ConsolePage } from '../console-page.ts'
import { setContacts } from '../contacts.ts'
import { recordReceipt } from '../hand-over.ts'
import { drawSignature, placeOf, signaturesOf } from '../sign-paper.ts'
import { enterChange } from './changes.ts'
import { type Desk, type Texts, dialog, look, openFile, region } from './desk.ts'
import { localMoment } from './kazakhstan-time.ts'
import { scannedPdf } from './pdf.ts'

type Kind = keyof Texts['documents']['kind']

export interface Paper {
  readonly number: string
  readonly path: string
}

/** The bytes as they are downloaded: a PDF begins as one. */
async function expectPdf(of: ConsolePage, path: string): Promise<void> {
  const answer = await of.context.request.get(path)
  expect([answer.status(), (await answer.body()).subarray(0, 5).toString('latin1')]).toEqual([200, '%PDF-'])
}

/** Without a telephone of the subdivision there is no memo. */
export async function nameSubdivision({ head, language, texts }: Desk): Promise<void> {
  const contacts = { phone: '+7 7172 55 00 10', place: 'Астана', address: 'Астана, Абай 1' }
  await setContacts(head.page, texts, language, contacts)
}

/** What a form cannot know, by the labels of its fields. */
type Answers = Readonly<Record<string, string>>

/** Of these a form asks for what the facts of the order do not tell. */
const isAskedFirst: ReadonlySet<Kind> = new Set(['information-report', 'closing-act'])

/** The head reads the paper as it will be issued, in the language of the desk, and issues it; it stands in the journal with a number. */
export async function issueOnScreen(desk: Desk, orderId: string, kind: Kind, asked: Answers = {}): Promise<Paper> {
  const { head, texts } = desk
  const { page } = head
  const { documents, papers, deliveries } = texts
  const name = documents.kind[kind]
  await openFile(page, orderId)
  await page.getByRole('button', { name, exact: true }).click()
  if (isAskedFirst.has(kind)) {
    for (const [label, value] of Object.entries(asked)) await dialog(page).getByLabel(label, { exact: true }).fill(value)
    await look(desk, page, `${kind}-form`)
    await dialog(page).getByRole('button', { name: papers.read, exact: true }).click()
  }
  await region(page, documents.preview).getByRole('img').waitFor()
  await look(desk, page, `${kind}-read`)
  // A notice says who it goes to: it is sent with the same press.
  const either = new RegExp(`^(?:${documents.issue}|${deliveries.issueAndSend})$`)
  await dialog(page).getByRole('button', { name: either }).click()
  await dialog(page).waitFor({ state: 'detached' })
  const row = region(page, documents.title).getByRole('row').filter({ hasText: name })
  await row.getByText(documents.state.issued, { exact: true }).waitFor()
  const link = row.getByRole('link')
  const path = (await link.getAttribute('href')) ?? ''
  await expectPdf(head, path)
  return { path, number: ((await link.getAttribute('aria-label')) ?? '').replace('PDF, ', '') }
}

export type Signatory = readonly [role: keyof Texts['signing']['role'], name: string]

/** One after the other on the same screen, with what stands there for a pen; then it is signed, and says so. */
export async function signOnScreen(desk: Desk, { number, path }: Paper, signatories: readonly Signatory[]): Promise<void> {
  const { head, texts } = desk
  const { page } = head
  const { documents, signing } = texts
  await signaturesOf(page, signing, number, 0, signatories.length).click()
  for (const [role, name] of signatories) {
    await placeOf(page, signing, role, name).click()
    await drawSignature(page, signing)
    await look(desk, page, `sign-${role}`)
    await dialog(page).getByRole('button', { name: signing.sign, exact: true }).click()
    await placeOf(page, signing, role, name).waitFor({ state: 'detached' })
    await dialog(page).getByRole('listitem').filter({ hasText: name }).getByText(documents.method.drawn).waitFor()
  }
  await look(desk, page, 'signed')
  await page.keyboard.press('Escape')
  await dialog(page).waitFor({ state: 'detached' })
  await signaturesOf(page, signing, number, signatories.length, signatories.length).waitFor()
  const row = region(page, documents.title).getByRole('row').filter({ hasText: number })
  await row.getByText(documents.state.signed, { exact: true }).waitFor()
  await expectPdf(head, path)
}

/** The operator takes the print to the addressee and comes back with the receipt; the scan of it is the proof. */
export async function handOver(desk: Desk, orderId: string, kind: Kind, receivedBy: string): Promise<void> {
  const { operator, texts } = desk
  const { page } = operator
  const { deliveries, documents, files } = texts
  await openFile(page, orderId)
  const row = region(page, deliveries.title).getByRole('row').filter({ hasText: documents.kind[kind] })
  await row.getByText(deliveries.state['to-hand-over']).waitFor()
  await recordReceipt(page, texts, row, receivedBy, async (form) => {
    const proof = { name: 'receipt.pdf', mimeType: 'application/pdf', buffer: scannedPdf('118') }
    await form.locator('input[type=file]').setInputFiles(proof)
    await form.getByRole('button', { name: files.send_one.replace('{{count}}', '1') }).click()
    // What was just sent is the proof: nobody has to say it once more.
    await form.getByRole('radio', { name: /receipt\.pdf/, checked: true }).waitFor()
    await look(desk, page, 'receipt')
  })
  await row.getByRole('link', { name: deliveries.proof }).waitFor()
}

/** The body asks what there is to know of the last hour; who asks is known already. */
export async function recordRequest(desk: Desk, orderId: string, number: string, body: string): Promise<void> {
  const { page } = desk.operator
  const { papers, deadlines, changes } = desk.texts
  await openFile(page, orderId)
  const from = changes.optional.replace('{{label}}', papers.requestFrom)
  await enterChange(page, papers.recordRequest, {
    [papers.requestNumber]: number,
    [from]: localMoment(later(desk.now, -60 * minute)),
  })
  const row = region(page, deadlines.requests).getByRole('row').filter({ hasText: number })
  await row.getByText(body).waitFor()
  await row.getByText(deadlines.requestOpen).waitFor()
}
