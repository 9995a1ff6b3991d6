import { type Instant, day, later } from '@bilezik/domain'
import type { Locator, Page } from 'playwright-core'
import { type Desk, dialog, field } from './desk.ts'
import { localDay } from './kazakhstan-time.ts'
import type { Wearer } from './wearer.ts'

const section = (page: Page, key: string) => page.locator(`fieldset[data-section="${key}"]`)

/** Decided yesterday at nine, sent at three, received at six: within the 24 hours of the body. */
export function timesOf(now: Instant) {
  const decidedOn = localDay(later(now, -day))
  return { decidedOn, decidedHour: '09:00', sentAt: `${decidedOn}T15:00`, receivedAt: `${decidedOn}T18:00` }
}

async function enterAll(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const input = field(page, name)
    const isChoice = (await input.evaluate((element) => element.tagName)) === 'SELECT'
    await (isChoice ? input.selectOption(value) : input.fill(value))
  }
}

export async function enterCopy(within: Locator, now: Instant, isCertified = true): Promise<void> {
  const { sentAt, receivedAt } = timesOf(now)
  await within.locator('[name$=".sentAt"]').fill(sentAt)
  await within.locator('[name$=".receivedAt"]').fill(receivedAt)
  const sealed = within.locator('[name$=".isCertified"]')
  await (isCertified ? sealed.check() : sealed.uncheck())
}

export interface Package {
  readonly wearer: Wearer
  /** The copies that came; an uncertified one lacks the seal of the body. */
  readonly copies: readonly { readonly piece: string; readonly isCertified: boolean }[]
  /** Who stood by when the body explained. */
  readonly explainedBeside: readonly string[]
}

async function enterPerson(page: Page, { wearer }: Package): Promise<void> {
  const { familyName, givenName, patronymic, birthOn, iin } = wearer
  for (const [name, value] of Object.entries({ familyName, givenName, patronymic, birthOn, iin }))
    await field(page, `person.${name}`).fill(value)
}

async function enterDecision(page: Page, { wearer }: Package, now: Instant): Promise<void> {
  const { decidedOn, decidedHour } = timesOf(now)
  await enterAll(page, {
    'decision.measure': wearer.measure,
    'decision.number': wearer.decisionNumber,
    'decision.decidedOn': decidedOn,
    'decision.decidedHour': decidedHour,
    'decision.body': wearer.body,
    'decision.official': wearer.official,
    'ground.ground': 'detention-refused',
  })
  await field(page, 'decision.hasTrackingNote').check()
  await field(page, 'decision.isUnderArticle139').check()
  if (wearer.measure !== 'house-arrest') return
  await enterAll(page, {
    'decision.court': 'Астана қаласының тергеу соты',
    'decision.authorisationNumber': '77',
    'decision.authorisedOn': decidedOn,
  })
}

async function enterPapers(page: Page, { wearer, explainedBeside }: Package, { texts, now }: Desk): Promise<void> {
  const { decidedOn } = timesOf(now)
  await enterAll(page, {
    'explanation.explainedOn': decidedOn,
    'explanation.official': wearer.official,
    'medical.examinedOn': decidedOn,
    'medical.institution': 'Қалалық емхана № 5',
    'medical.documentNumber': '1182',
    'medical.hasContraindication': 'no',
    'cohabitants-receipt.outcome': 'no-threat',
    'cohabitants-receipt.takenOn': decidedOn,
    'cohabitants-receipt.takenBy': wearer.official,
    'residence.address': wearer.address,
    'residence.lat': String(wearer.home.lat),
    'residence.lon': String(wearer.home.lon),
    'certificate.crime': 'ҚК 188-бап, 2-бөлік',
    'certificate.defenderKnown': 'named',
    'certificate.defender': 'Сәрсенов Б. А.',
    'certificate.specialisedHealth': 'жоқ / не состоит',
    'certificate.investigatorContacts': '+7 7172 70 00 14',
    'certificate.residence': wearer.address,
    'certificate.criminalRecord': 'жоқ / нет',
    'certificate.workOrStudy': '№ 14 мектеп / школа № 14',
  })
  const explanation = section(page, 'explanation')
  for (const [i, name] of explainedBeside.entries()) {
    await explanation.getByRole('button', { name: texts.intake.addAttendant }).click()
    await explanation.getByRole('textbox', { name: texts.intake.attendantName }).nth(i).fill(name)
  }
  await field(page, 'explanation.isCopyHandedOver').check()
  await field(page, 'explanation.isAppealExplained').check()
}

/** The clerk lays the package down as a new case file, and comes out on its page. */
export async function receivePackage(desk: Desk, arrived: Package): Promise<string> {
  const { page } = desk.operator
  await page.goto('/case-files')
  await page.getByRole('link', { name: desk.texts.intake.open }).click()
  await enterPerson(page, arrived)
  await enterDecision(page, arrived, desk.now)
  for (const { piece, isCertified } of arrived.copies) await enterCopy(section(page, `piece:${piece}`), desk.now, isCertified)
  await enterPapers(page, arrived, desk)
  await page.getByRole('button', { name: desk.texts.intake.submit }).click()
  await page.waitForURL(/\/case-files\/[0-9a-f-]{36}$/)
  return page.url().split('/').at(-1)!
}

/** A fact of the file opened for correction, or to be noted: what came later, or better. */
export async function correctFact(desk: Desk, title: string, verb: 'note' | 'correct', fill: (form: Locator) => Promise<void>) {
  const { page } = desk.operator
  const name = `${title.slice(0, 1).toUpperCase()}${title.slice(1)}: ${desk.texts.intake[verb]}`
  await page.getByRole('button', { name, exact: true }).click()
  await fill(dialog(page))
  await dialog(page).getByRole('button', { name: desk.texts.intake.save }).click()
  await dialog(page).waitFor({ state: 'detached' })
}

/** A file of the package, chosen under the piece that it is a copy of, and sent. */
export async function sendFile(desk: Desk, piece: string, name: string, buffer: Buffer): Promise<void> {
  const { page } = desk.operator
  // Those of the case file: the form that it was opened with has fields of the same names.
  const files = page.getByRole('region', { name: desk.texts.files.title })
  await files.locator(`input[type=file][aria-label="${piece}"]`).setInputFiles({ name, mimeType: 'application/pdf', buffer })
  await files.getByRole('button', { name: desk.texts.files.send_one.replace('{{count}}', '1') }).click()
  await files.getByRole('link', { name }).waitFor()
}

export async function enterConcealment(form: Locator, concealment: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(concealment)) await field(form, `concealment.${name}`).fill(text)
}
