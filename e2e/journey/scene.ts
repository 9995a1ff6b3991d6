import { randomInt } from 'node:crypto'
import { api } from '@bilezik/contract'
import { type LatLon, day, instant, later, minute } from '@bilezik/domain'
import { type ApiClient, signIn } from '@bilezik/simulator'
import { TestBracelet } from './bracelet.ts'
import { demoPassword } from './console-page.ts'
import { type Registration, beside, registerPerson } from './register.ts'
import type { ServerAddress } from './server.ts'

/** Type allocation codes that begin with 00 are for test equipment. No two of a demo alike, whichever file registers them. */
const newImei = () => `00000${randomInt(1e9, 1e10)}`

export const astana: LatLon = { lat: 51.1282, lon: 71.4304 }
/** Minutes between the positions that a bracelet brings along from the hour before. */
const everyMinutes = 2
export const trackLength = 20

/** About the yard, ever closer to the door: a kilometre of way that never leaves the zone of 400 m. */
function yardWalk(home: LatLon): readonly LatLon[] {
  return Array.from({ length: trackLength }, (_, i) => {
    const metres = 260 * (1 - i / (trackLength - 1))
    return beside(home, metres * Math.cos(i / 2), metres * Math.sin(i / 2))
  })
}

export interface Watched {
  readonly personId: string
  /** As the queue writes it. */
  readonly shortName: string
  readonly fullName: string
  readonly bracelet: TestBracelet
}

/** A person of the operator's subdivision with an order since an hour, whose bracelet has reported its last forty minutes. */
export async function watchSomeone(
  demo: ServerAddress,
  head: ApiClient,
  who: Pick<Registration, 'familyName' | 'givenName' | 'patronymic'> & Partial<Registration>,
  track: readonly LatLon[] = yardWalk(who.home ?? astana),
): Promise<Watched> {
  const now = instant(Date.now())
  const imei = newImei()
  const registration = {
    imei,
    home: astana,
    homeName: 'Үй',
    homeRadiusMetres: 400,
    decidedAt: later(now, -7 * day),
    termFrom: later(now, -60 * minute),
    termUntil: later(now, 180 * day),
    ...who,
  }
  const { personId } = await registerPerson(head, registration)
  const bracelet = await TestBracelet.connect(demo.gt06Port, imei)
  await bracelet.report(track.map((place, i) => ({ place, at: later(now, (i + 1 - track.length) * everyMinutes * minute) })))
  const { familyName, givenName, patronymic } = registration
  return {
    personId,
    shortName: `${familyName} ${givenName.charAt(0)}. ${patronymic.charAt(0)}.`,
    fullName: `${familyName} ${givenName} ${patronymic}`,
    bracelet,
  }
}

/** The incident of a person who has just one. */
export async function onlyIncident(user: ApiClient, personId: string) {
  const { incidents } = await user.call(api.listIncidents, { query: { personId } })
  const [incident] = incidents
  if (!incident || incidents.length > 1) throw new Error(`${incidents.length} incidents of ${personId} where one was expected`)
  return user.call(api.getIncident, { params: { incidentId: incident.id } })
}

export const asUser = (demo: ServerAddress, login: string): Promise<ApiClient> => signIn(demo.url, login, demoPassword)
