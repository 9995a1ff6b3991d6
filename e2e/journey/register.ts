import { api } from '@bilezik/contract'
import { type Instant, type LatLon, day, isoInstant } from '@bilezik/domain'
import type { ApiClient } from '@bilezik/simulator'

export interface Registration {
  readonly familyName: string
  readonly givenName: string
  readonly patronymic: string
  readonly imei: string
  readonly home: LatLon
  readonly homeName: string
  readonly homeRadiusMetres: number
  readonly forbidden?: { readonly name: string; readonly centre: LatLon }
  readonly decidedAt: Instant
  readonly termFrom: Instant
  readonly termUntil: Instant
  /** Days of the week on which the person owes to be at home round the clock, 1 = Monday. */
  readonly days?: readonly (1 | 2 | 3 | 4 | 5 | 6 | 7)[]
}

const forbiddenRadiusMetres = 150
const everyDay = [1, 2, 3, 4, 5, 6, 7] as const

/** A person with an order and a GT06 bracelet on, by the head who may register them. */
export async function registerPerson(head: ApiClient, registration: Registration): Promise<{ personId: string }> {
  const { familyName, givenName, patronymic, imei, home, homeName, homeRadiusMetres, forbidden, decidedAt, termFrom, termUntil } =
    registration
  const organisationId = head.session.organisation.id
  const { id: personId } = await head.call(api.createPerson, {
    body: {
      familyName,
      givenName,
      patronymic,
      iin: null,
      birthOn: '1988-11-22',
      language: 'kk',
      phone: '+7 700 123 45 67',
      organisationId,
    },
  })
  const circle = (name: string, centre: LatLon, radiusMetres: number) => ({
    name,
    shape: { kind: 'circle' as const, centre: { ...centre }, radiusMetres },
  })
  const schedule = { windows: [{ days: [...new Set(registration.days ?? everyDay)], startMinute: 0, endMinute: 1440 }] }
  await head.call(api.createOrder, {
    params: { personId },
    body: {
      organisationId,
      regime: 'house-arrest',
      basisNumber: `E2E-${imei.slice(-6)}`,
      decidedAt: isoInstant(decidedAt),
      termFrom: isoInstant(termFrom),
      termUntil: isoInstant(termUntil),
      rules: [
        { kind: 'curfew', zone: circle(homeName, home, homeRadiusMetres), schedule, arrivalGraceMs: 0, departureGraceMs: 0 },
        ...(forbidden
          ? [{ kind: 'exclusion' as const, zone: circle(forbidden.name, forbidden.centre, forbiddenRadiusMetres), schedule }]
          : []),
        { kind: 'device-care', lowBatteryPercent: 15 },
        { kind: 'contact', everyMs: day },
      ],
    },
  })
  const { id: deviceId } = await head.call(api.registerDevice, {
    body: { protocol: 'gt06', identifier: imei, model: 'Demo GT06 strap A', organisationId },
  })
  await head.call(api.issueDevice, {
    params: { personId },
    body: { deviceId, role: 'worn', from: isoInstant(termFrom) },
  })
  return { personId }
}

/** A place so many metres to the north and to the east. */
export function beside(place: LatLon, northMetres: number, eastMetres = 0): LatLon {
  const metresPerDegree = 111_195
  const shrink = Math.cos((place.lat * Math.PI) / 180)
  return { lat: place.lat + northMetres / metresPerDegree, lon: place.lon + eastMetres / (metresPerDegree * shrink) }
}
