import type { Locator, Page } from 'playwright-core'
import type { en, kk, ru } from './texts.ts'

/** What was printed is handed over: who received it and when; `before` sees the form before it is sent. */
export async function recordReceipt(
  page: Page,
  { deliveries }: typeof en | typeof kk | typeof ru,
  row: Locator,
  receivedBy: string,
  before: (form: Locator) => Promise<void>,
): Promise<void> {
  const form = page.getByRole('dialog')
  await row.getByRole('button', { name: deliveries.settle.print, exact: true }).click()
  await form.getByLabel(deliveries.receivedBy).fill(receivedBy)
  await before(form)
  await form.getByRole('button', { name: deliveries.do.delivered, exact: true }).click()
  await form.waitFor({ state: 'detached' })
  await row.getByText(deliveries.state['handed-over'], { exact: true }).waitFor()
  await row.getByText(receivedBy).waitFor()
}
