import { api } from '@bilezik/contract'
import { type Instant, day, hour, isoInstant, later } from '@bilezik/domain'
import type { SimulatedPerson, Subdivision } from '../population/person.ts'
import { type ApiClient, signIn } from './api-client.ts'
import { atMost } from './at-most.ts'
import { type DemoAccount, demoAccounts, demoOrganisations } from './demo-organisations.ts'
import { rulesOf } from './rules.ts'

export interface SeedOptions {
  readonly api: {
    readonly baseUrl: string
    /** The first administrator, of the organisation at the top. */
    readonly administrator: { readonly login: string; readonly password: string }
    /** Given to every demo account that is made here. */
    readonly password: string
  }
  readonly people: readonly SimulatedPerson[]
  readonly now: Instant
  readonly onProgress?: (done: number, total: number) => void
}

export interface SeedReport {
  readonly organisationsMade: number
  readonly accountsMade: number
  readonly personsMade: number
  /** When each device that was there before was last heard, by its identifier: what came since is still missing. */
  readonly lastHeardAt: ReadonlyMap<string, Instant>
}

/** The decision lies before the history that the bracelets bring along. */
const orderedBeforeMs = 30 * hour
const termMs = 180 * day
const requestsAtATime = 8
/** The most that one page lists. */
const page = 500

const sameName = (a: Pick<SimulatedPerson, 'familyName' | 'givenName' | 'patronymic'>, b: typeof a) =>
  a.familyName === b.familyName && a.givenName === b.givenName && a.patronymic === b.patronymic

async function seedOrganisations(administrator: ApiClient): Promise<{ ids: ReadonlyMap<string, string>; made: number }> {
  const { organisations } = await administrator.call(api.listOrganisations)
  const top = administrator.session.organisation.id
  const ids = new Map<string, string>()
  let made = 0
  for (const [index, { key, parent, name }] of demoOrganisations.entries()) {
    const parentId = parent === null ? top : (ids.get(parent) as string)
    const known = organisations.find((organisation) => organisation.parentId === parentId && organisation.name.en === name.en)
    if (known) ids.set(key, known.id)
    else {
      const { id } = await administrator.call(api.createOrganisation, { body: { name, parentId } })
      ids.set(key, id)
      made++
      // A memo names the telephone to call when the device gives trouble; nobody has this number.
      const contacts = { place: null, address: null, phone: `+7 700 000 00 ${10 + index}` }
      await administrator.call(api.putContacts, { params: { organisationId: id }, body: contacts })
    }
  }
  return { ids, made }
}

async function seedAccounts(administrator: ApiClient, ids: ReadonlyMap<string, string>, password: string): Promise<number> {
  const { users } = await administrator.call(api.listUsers)
  const missing = demoAccounts.filter((wanted) => !users.some((user) => user.login === wanted.login))
  await atMost(2, missing, async ({ login, name, role, organisation, language }) => {
    const organisationId = organisation === null ? administrator.session.organisation.id : (ids.get(organisation) as string)
    await administrator.call(api.createUser, { body: { login, name, role, organisationId, language, password } })
  })
  return missing.length
}

/** Registers what is missing of one person, from the person to the kit; finds what a run that broke off has left. */
async function seedPerson(
  head: ApiClient,
  person: SimulatedPerson,
  organisationId: string,
  knownDeviceId: string | undefined,
  now: Instant,
) {
  const { familyName, givenName, patronymic, iin, birthOn, language, phone, regime, device } = person
  const { persons } = await head.call(api.listPersons, { query: { query: familyName, limit: page } })
  let personId: string | undefined
  let hasOrder = false
  for (const namesake of persons.filter((known) => sameName(known, person))) {
    // Two people of the demo may bear one name: only one without a device can be the one left half-way.
    const found = await head.call(api.getPerson, { params: { personId: namesake.id } })
    if (found.kit.length > 0 || found.birthOn !== birthOn) continue
    personId = namesake.id
    hasOrder = found.order !== null
  }
  personId ??= (
    await head.call(api.createPerson, {
      body: { familyName, givenName, patronymic, iin, birthOn, language, phone, organisationId },
    })
  ).id
  const decidedAt = later(now, -orderedBeforeMs)
  if (!hasOrder) {
    await head.call(api.createOrder, {
      params: { personId },
      body: {
        organisationId,
        regime,
        basisNumber: `DEMO-${String(person.index + 1).padStart(4, '0')}`,
        decidedAt: isoInstant(decidedAt),
        termFrom: isoInstant(decidedAt),
        termUntil: isoInstant(later(decidedAt, termMs)),
        rules: rulesOf(person),
      },
    })
  }
  const deviceId =
    knownDeviceId ??
    (
      await head.call(api.registerDevice, {
        body: {
          protocol: device.protocol,
          identifier: device.identifier,
          model: device.model,
          equipmentClass: device.equipmentClass,
          organisationId,
        },
      })
    ).id
  await head.call(api.issueDevice, { params: { personId }, body: { deviceId, role: 'worn', from: isoInstant(decidedAt) } })
}

function headOf(subdivision: Subdivision): DemoAccount {
  return demoAccounts.find((account) => account.role === 'head' && account.organisation === subdivision) as DemoAccount
}

/**
 * Fills an empty installation through its REST interface: organisations and accounts as the administrator, people with
 * orders and kits as the heads of their subdivisions. What is there already is left as it is, so that it may run at every start.
 */
export async function seedDemo(options: SeedOptions): Promise<SeedReport> {
  const { baseUrl, administrator: first, password } = options.api
  const administrator = await signIn(baseUrl, first.login, first.password)
  const { ids, made } = await seedOrganisations(administrator)
  const accountsMade = await seedAccounts(administrator, ids, password)
  await administrator.signOut()

  const lastHeardAt = new Map<string, Instant>()
  let done = 0
  let personsMade = 0
  for (const subdivision of new Set(options.people.map((person) => person.subdivision))) {
    const organisationId = ids.get(subdivision) as string
    const head = await signIn(baseUrl, headOf(subdivision).login, password)
    const { devices } = await head.call(api.listDevices, { query: { limit: page } })
    const known = new Map(devices.map((device) => [device.identifier, device]))
    const theirs = options.people.filter((person) => person.subdivision === subdivision)
    await atMost(requestsAtATime, theirs, async (person) => {
      const device = known.get(person.device.identifier)
      if (device?.lastHeardAt) lastHeardAt.set(device.identifier, Date.parse(device.lastHeardAt) as Instant)
      if (!device?.wornBy) {
        await seedPerson(head, person, organisationId, device?.id, options.now)
        personsMade++
      }
      options.onProgress?.(++done, options.people.length)
    })
    await head.signOut()
  }
  return { organisationsMade: made, accountsMade, personsMade, lastHeardAt }
}
