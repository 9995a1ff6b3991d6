import type { Page } from 'playwright-core'
import type { en, kk, ru } from './texts.ts'

interface Contacts {
  readonly phone: string
  readonly place?: string
  readonly address?: string
}

/** The head sets what is printed at the head of papers, in the language of the screen; `before` sees the form before it is sent. */
export async function setContacts(
  page: Page,
  { contacts, language }: typeof en | typeof kk | typeof ru,
  own: keyof (typeof ru)['language'],
  values: Contacts,
  before: () => Promise<void> = async () => {},
): Promise<void> {
  const form = page.getByRole('dialog')
  await page.goto('/administration/organisations')
  await page
    .getByRole('button', { name: new RegExp(`^${contacts.button}`) })
    .first()
    .click()
  await form.getByLabel(new RegExp(`^${contacts.phone}`)).fill(values.phone)
  for (const part of ['place', 'address'] as const) {
    const text = values[part]
    const label = new RegExp(`^${contacts[part]} \\(${language[own]}\\)`)
    if (text !== undefined) await form.getByLabel(label).fill(text)
  }
  await before()
  await form.locator('button[type=submit]').click()
  await form.waitFor({ state: 'detached' })
}
