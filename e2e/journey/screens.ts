import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { mapIsDrawn } from './console-page.ts'

export interface Screen {
  readonly name: string
  /** Null: nobody is signed in. */
  readonly login: string | null
  readonly path: string
  /** Until the page shows what it is about. */
  readonly isThere: (page: Page) => Promise<unknown>
  /** What is done on it before it is looked at: a tab, a dialog. */
  readonly act?: (page: Page) => Promise<unknown>
}

export interface Shown {
  readonly incidentId: string
  readonly personId: string
}

const drawn = (page: Page) => mapIsDrawn(page)
const queue = (page: Page) => page.locator('#queue-panel').waitFor()
const selected = (page: Page) => page.getByTestId('selected').locator('ol').waitFor()
const person = async (page: Page) => {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByRole('slider').waitFor()
}
const table = (page: Page) => page.locator('main [role=region][aria-busy=false] tbody tr').first().waitFor()

/** Every page of the console, and the states of a page that look like another. */
export function screensOf({ incidentId, personId }: Shown): readonly Screen[] {
  const press = (key: string) => async (page: Page) => {
    await page.keyboard.press(key)
    await page.getByRole('dialog').waitFor()
  }
  return [
    { name: 'sign-in', login: null, path: '/sign-in', isThere: (page) => page.locator('main ul button').first().waitFor() },
    { name: 'set-up', login: null, path: '/setup?token=of-no-use', isThere: (page) => page.locator('form').waitFor() },
    { name: 'panel', login: 'operator', path: '/', isThere: drawn },
    { name: 'panel-selected', login: 'operator', path: `/?incident=${incidentId}`, isThere: selected, act: drawn },
    { name: 'panel-conclude', login: 'operator', path: `/?tab=mine&incident=${incidentId}`, isThere: selected, act: press('c') },
    { name: 'panel-keys', login: 'operator', path: '/', isThere: queue, act: press('Shift+Slash') },
    { name: 'person', login: 'head', path: `/persons/${personId}`, isThere: person, act: drawn },
    {
      name: 'person-looked',
      login: 'head',
      path: `/persons/${personId}`,
      isThere: person,
      act: async (page) => {
        await page.getByRole('tab').nth(1).click()
        await table(page)
      },
    },
    { name: 'log', login: 'head', path: '/log', isThere: table },
    { name: 'devices', login: 'head', path: '/administration/devices', isThere: table },
    { name: 'administration-devices', login: 'administrator', path: '/administration/devices', isThere: table },
    { name: 'administration-organisations', login: 'administrator', path: '/administration/organisations', isThere: table },
    {
      name: 'administration-add-user',
      login: 'administrator',
      path: '/administration/users',
      isThere: table,
      act: async (page) => {
        await page.locator('main button').last().click()
        await page.getByRole('dialog').waitFor()
      },
    },
    { name: 'administration-users', login: 'administrator', path: '/administration/users', isThere: table },
    { name: 'administration-unknown-devices', login: 'administrator', path: '/administration/unknown-devices', isThere: table },
    { name: 'administration-quarantine', login: 'administrator', path: '/administration/quarantine', isThere: table },
    { name: 'forbidden', login: 'operator', path: '/log', isThere: (page) => page.locator('main a[href="/"]').waitFor() },
    { name: 'not-found', login: null, path: '/no/such/page', isThere: (page) => page.locator('main a[href="/"]').waitFor() },
  ]
}

/** Into a folder for looking at; `undefined`: nobody wants to look. */
export async function takePicture(page: Page, folder: string | undefined, name: string): Promise<void> {
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
