import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { mapIsDrawn } from './console-page.ts'

export interface Screen {
  readonly name: string
  /** Null: nobody is signed in. */
  readonly login: string | null
  /** Null: the screen before it, where it stands. */
  readonly path: string | null
  /** Until the page shows what it is about. */
  readonly isThere: (page: Page) => Promise<unknown>
}

export interface Shown {
  readonly incidentId: string
  readonly personId: string
  /** Of somebody who is away: an alert that rests on positions. */
  readonly absence: { readonly incidentId: string; readonly personId: string }
}

const drawn = (page: Page) => mapIsDrawn(page)
const selected = async (page: Page) => {
  await page.getByTestId('selected').locator('ol').waitFor()
  await mapIsDrawn(page)
}
const person = async (page: Page) => {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.getByRole('slider').waitFor()
  await mapIsDrawn(page)
}
const dialog = (page: Page) => page.getByRole('dialog').waitFor()
const press = (key: string) => async (page: Page) => {
  await page.keyboard.press(key)
  await dialog(page)
}
const addForm = async (page: Page) => {
  await page.locator('main button').last().click()
  await dialog(page)
}
const evidence = async (page: Page) => {
  const within = page.getByTestId('explanation')
  await within.locator('tbody tr').first().waitFor()
  await within.locator('[data-map-state=ready] [data-map-idle=true]').waitFor()
}
const whyOfSelected = async (page: Page) => {
  await page.getByTestId('selected').locator('ol').waitFor()
  await page.keyboard.press('w')
  await evidence(page)
}
const whyOfPerson = async (page: Page) => {
  await page.locator('main li button').first().click()
  await evidence(page)
  await page.getByTestId('explanation').locator('header button').first().click()
  await page.keyboard.press('Tab')
}
const table = (page: Page) => page.locator('main [role=region][aria-busy=false] tbody tr').first().waitFor()
const firstLink = async (page: Page) => {
  await page.locator('main tbody a').first().click()
  await page.locator('main ol li').first().waitFor()
  await table(page)
}
const firstItem = async (page: Page) => {
  await page.locator('main tbody a').first().click()
  await page.locator('main dl').waitFor()
  await table(page)
}
const lastTab = async (page: Page) => {
  await page.getByRole('tab').last().click()
  await table(page)
}
const commandsTab = async (page: Page) => {
  await page.getByRole('tab').nth(1).click()
  await page.locator('main li[data-state]').first().waitFor()
}

const months = (page: Page) => page.locator('main table caption').last().waitFor()
/** Every page of the console, and the states of a page that look like another. */
export function screensOf({ incidentId, personId, absence }: Shown): readonly Screen[] {
  return [
    {
      name: 'intake',
      login: 'operator',
      path: '/case-files/new',
      isThere: (page) => page.locator('fieldset[data-section=decision]').waitFor(),
    },
    { name: 'sign-in', login: null, path: '/sign-in', isThere: (page) => page.locator('main ul button').first().waitFor() },
    { name: 'set-up', login: null, path: '/setup?token=of-no-use', isThere: (page) => page.locator('form').waitFor() },
    { name: 'not-found', login: null, path: '/no/such/page', isThere: (page) => page.locator('main a[href="/"]').waitFor() },
    { name: 'check', login: null, path: '/check', isThere: (page) => page.locator('main form').waitFor() },
    { name: 'panel', login: 'operator', path: '/', isThere: drawn },
    { name: 'panel-keys', login: 'operator', path: null, isThere: press('Shift+Slash') },
    { name: 'panel-selected', login: 'operator', path: `/?incident=${incidentId}`, isThere: selected },
    { name: 'panel-conclude', login: 'operator', path: null, isThere: press('c') },
    { name: 'panel-why', login: 'operator', path: `/?incident=${absence.incidentId}`, isThere: whyOfSelected },
    { name: 'forbidden', login: 'operator', path: '/log', isThere: (page) => page.locator('main a[href="/"]').waitFor() },
    { name: 'case-files', login: 'head', path: '/case-files', isThere: table },
    { name: 'case-file', login: 'head', path: null, isThere: firstLink },
    { name: 'deadlines', login: 'head', path: '/deadlines', isThere: table },
    { name: 'address-book-add', login: 'head', path: '/administration/address-book', isThere: addForm },
    { name: 'calendar', login: 'head', path: '/administration/calendar', isThere: months },
    { name: 'person', login: 'head', path: `/persons/${personId}`, isThere: person },
    { name: 'person-commands', login: 'head', path: null, isThere: commandsTab },
    { name: 'person-looked', login: 'head', path: null, isThere: lastTab },
    { name: 'person-ask', login: 'head', path: null, isThere: press('a') },
    { name: 'person-why', login: 'head', path: `/persons/${absence.personId}`, isThere: whyOfPerson },
    { name: 'log', login: 'head', path: '/log', isThere: table },
    { name: 'devices', login: 'head', path: '/administration/devices', isThere: table },
    { name: 'equipment', login: 'head', path: '/administration/equipment', isThere: table },
    { name: 'equipment-item', login: 'head', path: null, isThere: firstItem },
    { name: 'equipment-stock', login: 'head', path: '/administration/equipment-stock', isThere: table },
    { name: 'equipment-types', login: 'head', path: '/administration/equipment-types', isThere: table },
    {
      name: 'equipment-import',
      login: 'head',
      path: '/administration/equipment-import',
      isThere: (page) => page.locator('input[type=file]').waitFor({ state: 'attached' }),
    },
    { name: 'device-models', login: 'head', path: '/administration/device-models', isThere: table },
    { name: 'device-models-edit', login: 'head', path: null, isThere: addForm },
    { name: 'security', login: 'head', path: '/administration/security', isThere: table },
    { name: 'suppressed', login: 'head', path: '/administration/suppressed', isThere: table },
    { name: 'engine', login: 'head', path: '/administration/engine', isThere: table },
    { name: 'technical-notices', login: 'head', path: '/administration/technical-notices', isThere: table },
    { name: 'administration-devices', login: 'administrator', path: '/administration/devices', isThere: table },
    { name: 'administration-organisations', login: 'administrator', path: '/administration/organisations', isThere: table },
    { name: 'administration-users', login: 'administrator', path: '/administration/users', isThere: table },
    { name: 'administration-add-user', login: 'administrator', path: null, isThere: addForm },
    { name: 'administration-unknown-devices', login: 'administrator', path: '/administration/unknown-devices', isThere: table },
    { name: 'administration-quarantine', login: 'administrator', path: '/administration/quarantine', isThere: table },
  ]
}

/** Into a folder for looking at; `undefined`: nobody wants to look. */
export async function takePicture(page: Page, folder: string | undefined, name: string): Promise<void> {
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
