import { api } from '@bilezik/contract'
import { type Instant, type LatLon, day, isoInstant, later } from '@bilezik/domain'
import type { ApiClient } from '@bilezik/simulator'

export interface RegisterForPlay {
  /** A head: who may register persons, orders and devices. */
  readonly api: ApiClient
  readonly deviceId: string
  /** The times of the recording as it is sent. */
  readonly from: Instant
  readonly until: Instant
  readonly home?: LatLon
}

const homeRadiusMetres = 100
/** The order covers the recording with a day to spare on either side: a play may be started again. */
const marginMs = day

/**
 * Where the device is unknown: a person "Recording <id>" with an order over the time of the recording, at home round the clock at
 * `home`, and the device in the kit. Where it is known nothing is changed. Says which it was.
 */
export async function registerForPlay(options: RegisterForPlay): Promise<'registered' | 'known'> {
  const { api: client, deviceId, from, until, home } = options
  const { devices } = await client.call(api.listDevices, { query: { limit: 500 } })
  const known = devices.find((device) => device.identifier === deviceId)
  if (known?.wornBy) return 'known'
  const organisationId = client.session.organisation.id
  const person = await client.call(api.createPerson, {
    body: {
      familyName: 'Recording',
      givenName: deviceId,
      patronymic: null,
      iin: null,
      birthOn: null,
      language: 'en',
      phone: null,
      organisationId,
    },
  })
  const termFrom = isoInstant(later(from, -marginMs))
  await client.call(api.createOrder, {
    params: { personId: person.id },
    body: {
      organisationId,
      regime: 'restriction-of-freedom',
      basisNumber: `PLAY-${deviceId}`,
      decidedAt: termFrom,
      termFrom,
      termUntil: isoInstant(later(until, 30 * marginMs)),
      rules: [...(home ? [homeRule(home)] : []), { kind: 'device-care', lowBatteryPercent: 15 }],
    },
  })
  const device =
    known ??
    (await client.call(api.registerDevice, {
      body: { protocol: 'osmand', identifier: deviceId, model: 'Recording', organisationId },
    }))
  await client.call(api.issueDevice, {
    params: { personId: person.id },
    body: { deviceId: device.id, role: 'worn', from: termFrom },
  })
  return 'registered'
}

function homeRule(centre: LatLon) {
  return {
    kind: 'curfew' as const,
    zone: { name: 'Home', shape: { kind: 'circle' as const, centre: { ...centre }, radiusMetres: homeRadiusMetres } },
    schedule: { windows: [{ days: [1, 2, 3, 4, 5, 6, 7] as (1 | 2 | 3 | 4 | 5 | 6 | 7)[], startMinute: 0, endMinute: 1440 }] },
    arrivalGraceMs: 300_000,
    departureGraceMs: 300_000,
  }
}
