import type { Page } from 'playwright-core'
import type { en, kk, ru } from './texts.ts'

type Signing = (typeof en | typeof kk | typeof ru)['signing']

const dialog = (page: Page) => page.getByRole('dialog')
const filled = (text: string, values: Readonly<Record<string, string>>) =>
  text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => values[key] ?? '')

/** The way from the journal to the signatures of a paper: it says how many of those who have to sign have. */
export const signaturesOf = (page: Page, { openOf }: Signing, number: string, signed: number, all: number) =>
  page.getByRole('button', { name: filled(openOf, { number, signed: String(signed), all: String(all) }), exact: true })

/** In the dialog of signatures: somebody's place. */
export const placeOf = (page: Page, { role: roles, signAs }: Signing, role: keyof Signing['role'], name: string) =>
  dialog(page).getByRole('button', { name: filled(signAs, { role: roles[role], name }), exact: true })

/** A zigzag over the field, by the mouse; a finger or a pen give the same events. */
export async function drawSignature(page: Page, { padLabel }: Signing): Promise<void> {
  const box = await dialog(page).getByRole('img', { name: padLabel }).boundingBox()
  if (!box) throw new Error('no field to sign in')
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const
  await page.mouse.move(...at(0.1, 0.5))
  await page.mouse.down()
  for (const [x, y] of [
    [0.3, 0.2],
    [0.4, 0.8],
    [0.6, 0.3],
    [0.85, 0.6],
  ] as const)
    await page.mouse.move(...at(x, y), { steps: 6 })
  await page.mouse.up()
}
