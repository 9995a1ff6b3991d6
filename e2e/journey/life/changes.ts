import { api } from '@bilezik/contract'
import { day, hour, later } from '@bilezik/domain'
import { type Desk, dialog } from './desk.ts'
import { localDay, localMoment } from './kazakhstan-time.ts'
import type { Wearer } from './wearer.ts'

/** By the interface until the form of closing is there: on a ground of the closed list. */
export async function closeByInterface({ asHead }: Desk, orderId: string, ground: string, deviceId: string): Promise<void> {
  await asHead.call(api.closeOrder, {
    params: { orderId },
    body: { ground, documentNumber: '12-7/70', reason: 'Решение органа получено', devices: [{ deviceId, fate: 'stock' }] },
  })
}

/** By a decision of the body explained beside the mother, the boy is at home from 21 to 7. */
export async function varyHours({ asHead, now }: Desk, orderId: string, wearer: Wearer, mother: string): Promise<void> {
  const params = { orderId }
  const { conditions, termUntil } = await asHead.call(api.getOrderChanges, { params })
  const rules = conditions
    .filter(({ until }) => until === termUntil)
    .map(({ lineageId, rule }) =>
      rule.kind === 'curfew'
        ? { lineageId, rule: { ...rule, schedule: { windows: [{ days: everyDay, startMinute: 1_260, endMinute: 420 }] } } }
        : { lineageId, rule },
    )
  const { body, official } = wearer
  await asHead.call(api.varyOrder, {
    params,
    body: {
      decision: { number: '07-4/19', decidedOn: localDay(now), decidedHour: null, body, official },
      rules,
      attendants: [{ name: mother, capacity: 'legal-representative' }],
    },
  })
}

const everyDay: (1 | 2 | 3 | 4 | 5 | 6 | 7)[] = [1, 2, 3, 4, 5, 6, 7]

/** The body allows an evening out; the head records it on the person's page, where it then reads. */
export async function givePermission({ head, texts, now }: Desk, wearer: Wearer): Promise<void> {
  const { page } = head
  const { permits, caseFile } = texts
  await page.getByRole('link', { name: caseFile.toPerson }).click()
  await page.getByRole('button', { name: permits.give }).click()
  await dialog(page).getByRole('radio', { name: permits.kind.permission }).check()
  await dialog(page)
    .getByLabel(permits.from, { exact: true })
    .fill(localMoment(later(now, day)))
  await dialog(page)
    .getByLabel(permits.until, { exact: true })
    .fill(localMoment(later(now, day + 3 * hour)))
  await dialog(page).getByLabel(permits.givenBy).fill(`${wearer.body}, ${wearer.official}`)
  await dialog(page).getByLabel(permits.documentNumber).fill('07-4/21')
  await dialog(page).getByRole('button', { name: permits.submit }).click()
  await dialog(page).waitFor({ state: 'detached' })
  await page.getByRole('region', { name: permits.title }).getByRole('listitem').filter({ hasText: '07-4/21' }).waitFor()
}
