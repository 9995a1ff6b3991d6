import { api } from '@bilezik/contract'
import { type Instant, hour, isoInstant, later, minute, roundTheClock, second } from '@bilezik/domain'
import { type ApiClient, type SimulatedPerson, type Story, makePopulation, signIn, whereIs } from '@bilezik/simulator'

const password = 'correct horse battery staple'
const first = { login: 'first', name: 'First Administrator', password }
const head = { login: 'head', name: 'Head of the Service', password }

/** The shortest that the contract allows: the silence of a longer outage of ours would break it. */
export const contactEveryMs = 60 * second

function isHomeThroughout(person: SimulatedPerson, from: Instant, until: Instant): boolean {
  for (let at = from; at <= until; at = later(at, 15 * second)) if (whereIs(person, at).place !== 'home') return false
  return true
}

/**
 * People who are at home and within reach for all that time: nobody gives a reason for an alert but the last one,
 * whose strap is cut at `strapCutAt`.
 */
export function peopleAtHome(options: {
  seed: number
  count: number
  from: Instant
  until: Instant
  strapCutAt: Instant
}): readonly SimulatedPerson[] {
  const { seed, count, from, until, strapCutAt } = options
  // A story of the device alone, tomorrow: such devices have no gaps in coverage before it.
  const quiet: Story = { kind: 'goes-silent', at: later(from, 24 * hour), backAt: later(from, 25 * hour) }
  const home = makePopulation({ seed, count: count * 20, startAt: from })
    // A clock that lags would speak of a time before the order.
    .map((person) => ({
      ...person,
      story: quiet,
      device: { ...person.device, clockOffsetMs: Math.max(0, person.device.clockOffsetMs) },
    }))
    .filter((person) => isHomeThroughout(person, from, until))
    .slice(0, count)
  const [last] = home.slice(-1)
  if (home.length < count || !last) throw new Error(`only ${home.length} of ${count * 20} simulated people are at home`)
  return [...home.slice(0, -1), { ...last, story: { kind: 'cuts-strap', at: strapCutAt } }]
}

/** Uses up the set-up link and returns a head of the service, who decides on orders and devices. */
export async function setUp(baseUrl: string, token: string): Promise<ApiClient> {
  const response = await fetch(new URL(api.setUp.path, baseUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, ...first, organisationName: { kk: 'Қызмет', ru: 'Служба', en: 'Service' } }),
  })
  if (!response.ok) throw new Error(`set-up: ${response.status} ${await response.text()}`)
  const administrator = await signIn(baseUrl, first.login, password)
  const organisationId = administrator.session.organisation.id
  await administrator.call(api.createUser, { body: { ...head, role: 'head', organisationId, language: 'ru' } })
  return signIn(baseUrl, head.login, password)
}

/**
 * A person with an order: at home round the clock, heard from every minute, the strap left alone. `from` lies ahead, since what an
 * order says of the past is counted as a time in which we did not listen, and minutes of grace follow it.
 */
export async function register(service: ApiClient, person: SimulatedPerson, from: Instant): Promise<void> {
  const { familyName, givenName, patronymic, iin, birthOn, language, phone, regime, device, home, homeRadiusMetres } = person
  const organisationId = service.session.organisation.id
  const { id: personId } = await service.call(api.createPerson, {
    body: { familyName, givenName, patronymic, iin, birthOn, language, phone, organisationId },
  })
  const termFrom = isoInstant(from)
  const zone = { name: 'Home', shape: { kind: 'circle' as const, centre: home, radiusMetres: homeRadiusMetres } }
  const schedule = { windows: roundTheClock.windows.map((window) => ({ ...window, days: [...window.days] })) }
  await service.call(api.createOrder, {
    params: { personId },
    body: {
      organisationId,
      regime,
      basisNumber: `C-${person.index}`,
      decidedAt: isoInstant(later(from, -hour)),
      termFrom,
      termUntil: isoInstant(later(from, 48 * hour)),
      rules: [
        { kind: 'curfew', zone, schedule, arrivalGraceMs: 2 * minute, departureGraceMs: 2 * minute },
        { kind: 'contact', everyMs: contactEveryMs },
        { kind: 'device-care', lowBatteryPercent: 1 },
      ],
    },
  })
  const { protocol, identifier, model } = device
  const { id: deviceId } = await service.call(api.registerDevice, { body: { protocol, identifier, model, organisationId } })
  await service.call(api.issueDevice, { params: { personId }, body: { deviceId, role: 'worn', from: termFrom } })
}
