import { type Desk, dialog, openFile, standsAt } from './desk.ts'

interface Adoption {
  readonly registrationNumber: string
  readonly months: string
  /** As the decision words it. */
  readonly obligation: string
  readonly radiusMetres: number
}

/** The head adopts the decision: its term as the law counts it, the recorded residence as the home, from 22 to 6. */
export async function adoptDecision({ head, texts }: Desk, orderId: string, adoption: Adoption): Promise<void> {
  const { page } = head
  await openFile(page, orderId)
  await page.getByRole('button', { name: texts.caseFile.step.adopt, exact: true }).click()
  await page.getByLabel(texts.adoption.registrationNumber).fill(adoption.registrationNumber)
  await page.getByLabel(texts.adoption.months, { exact: true }).fill(adoption.months)
  await page.getByRole('button', { name: texts.adoption.takeProposal }).click()
  await page.getByRole('button', { name: texts.rules.add }).click()
  await page.getByRole('menuitem', { name: texts.rules.kind.curfew }).click()
  const curfew = page.getByRole('article').filter({ hasText: texts.rules.kind.curfew })
  await curfew.getByLabel(texts.rules.obligation).fill(adoption.obligation)
  await curfew.getByTestId('schedule-words').getByText('22:00').waitFor()
  await curfew.getByRole('button', { name: texts.rules.changeZone }).click()
  await dialog(page).getByLabel(texts.zone.radiusField).fill(String(adoption.radiusMetres))
  await dialog(page).getByRole('button', { name: texts.zone.save }).click()
  await dialog(page).waitFor({ state: 'detached' })
  await page.getByRole('region', { name: texts.adoption.reread }).getByText('22:00').waitFor()
  await page.getByRole('button', { name: texts.caseFile.step.adopt, exact: true }).click()
  await standsAt(page, texts, 'adopted')
}
