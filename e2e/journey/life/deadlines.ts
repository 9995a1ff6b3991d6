import { shortCitation } from '@bilezik/domain'
import { expect } from 'vitest'
import { takePicture } from '../screens.ts'
import type { Desk } from './desk.ts'

/** What is due of this person reads on the screen of deadlines, with who owes it and the provision in words. */
export async function expectDeadline(
  desk: Desk,
  shortName: string,
  rule: keyof Desk['texts']['deadlines']['rule'],
  citation: string,
  pictures: string | undefined,
): Promise<void> {
  const { page } = desk.operator
  const { deadlines } = desk.texts
  await page.getByRole('link', { name: deadlines.title, exact: true }).click()
  const row = page.getByRole('row').filter({ hasText: shortName }).filter({ hasText: deadlines.rule[rule] })
  await row.first().waitFor()
  await takePicture(page, pictures, `life-${desk.language}-deadlines`)
  const told = await row.first().textContent()
  for (const text of [deadlines.owner.subdivision, shortCitation(citation, desk.language)]) expect(told).toContain(text)
}
