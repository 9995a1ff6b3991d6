import { api } from '@bilezik/contract'
import { caseEventWords } from '@bilezik/domain'
import { expect } from 'vitest'
import { type Desk, region } from './desk.ts'

const areInOrder = (places: readonly number[]) => places.every((place, i) => place >= 0 && place > (places[i - 1] ?? -1))

/** Every step, in the order in which it was taken, reads on the one screen of the file; the interface gives the same as JSON. */
export async function expectHistory(
  { head, asHead, texts, language }: Desk,
  orderId: string,
  steps: readonly string[],
): Promise<void> {
  const textOf = (step: string) => caseEventWords[step]?.[language] ?? step
  const rows = region(head.page, texts.caseFile.historyTitle).locator('tbody tr')
  await rows
    .filter({ hasText: textOf(steps.at(-1)!) })
    .first()
    .waitFor()
  const told = await rows.allTextContents()
  await rows.last().scrollIntoViewIfNeeded()
  const places = steps.map((step) => told.findIndex((row) => row.includes(textOf(step))))
  expect(areInOrder(places), `${steps.join(', ')} at ${places.join(', ')} of ${told.join(' | ')}`).toBe(true)
  const { events } = await asHead.call(api.getOrderHistory, { params: { orderId } })
  const kinds = events.map(({ kind }) => kind)
  expect(kinds).toEqual(expect.arrayContaining([...steps]))
}

/** Nobody wears it any more: it can be given to another. */
export async function expectFree({ asHead }: Desk, deviceId: string): Promise<void> {
  const { devices } = await asHead.call(api.listDevices, { query: { limit: 500 } })
  expect(devices.find(({ id }) => id === deviceId)).toMatchObject({ wornBy: null })
}
