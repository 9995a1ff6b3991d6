import { expect } from 'vitest'
import { type Desk, region } from './desk.ts'

/** Every step, in the order in which it was taken, reads on the one screen of the file. */
export async function expectHistory({ head, texts }: Desk, steps: readonly string[]): Promise<void> {
  const rows = region(head.page, texts.caseFile.historyTitle).locator('tbody tr')
  await rows
    .filter({ hasText: steps.at(-1)! })
    .first()
    .waitFor()
  const told = await rows.allTextContents()
  const places = steps.map((step) => told.findIndex((row) => row.includes(step)))
  expect(places, `of ${steps.join(', ')} in ${told.join(' | ')}`).toEqual(places.toSorted((a, b) => a - b))
  expect(places).not.toContain(-1)
}
