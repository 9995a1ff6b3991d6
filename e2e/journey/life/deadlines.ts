import { shortCitation } from '@bilezik/domain'
import { expect } from 'vitest'
import { type Desk, look, region } from './desk.ts'

type Rule = keyof Desk['texts']['deadlines']['rule']

/** What is due of this person reads on the screen of deadlines, with who owes it and the provision in words. */
export async function expectDeadline(desk: Desk, shortName: string, rule: Rule, citation: string): Promise<void> {
  const { page } = desk.operator
  const { deadlines } = desk.texts
  await page.getByRole('link', { name: deadlines.title, exact: true }).click()
  const row = page.getByRole('row').filter({ hasText: shortName }).filter({ hasText: deadlines.rule[rule] })
  await row.first().waitFor()
  await look(desk, page, 'deadlines')
  const told = await row.first().textContent()
  for (const text of [deadlines.owner.subdivision, shortCitation(citation, desk.language)]) expect(told).toContain(text)
}

/** On the file before the operator: what was due is met, in time, and nobody had to say so. */
export async function expectMet(desk: Desk, rule: Rule): Promise<void> {
  const { page } = desk.operator
  const { deadlines } = desk.texts
  const row = region(page, deadlines.onOrder).getByRole('row').filter({ hasText: deadlines.rule[rule] })
  await row.getByText(new RegExp(`^${deadlines.states.met}`)).waitFor()
  await row.scrollIntoViewIfNeeded()
  await look(desk, page, `met-${rule}`)
}
