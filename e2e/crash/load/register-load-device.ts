import { api } from '@bilezik/contract'
import { type ProtocolName, hour, instant, isoInstant, later, minute, roundTheClock } from '@bilezik/domain'
import type { ApiClient } from '@bilezik/simulator'
import { contactEveryMs } from '../kept-at-home.ts'
import { whereTheyAre } from './numbered-record.ts'

export interface LoadRegistration {
  readonly index: number
  readonly protocol: ProtocolName
  readonly identifier: string
  /** Asked for by protocols that sign. */
  readonly key: Uint8Array
}

/** A person at home round the clock with an order in force, and the device on. */
export async function registerLoadDevice(service: ApiClient, registration: LoadRegistration): Promise<void> {
  const { index, protocol, identifier, key } = registration
  const organisationId = service.session.organisation.id
  const { id: personId } = await service.call(api.createPerson, {
    body: {
      familyName: 'Сынақ',
      givenName: `Жүк ${index}`,
      patronymic: null,
      iin: null,
      birthOn: '1988-11-22',
      language: 'kk',
      phone: '+7 700 123 45 67',
      organisationId,
    },
  })
  const from = instant(Date.now())
  const schedule = { windows: roundTheClock.windows.map((window) => ({ ...window, days: [...window.days] })) }
  await service.call(api.createOrder, {
    params: { personId },
    body: {
      organisationId,
      regime: 'house-arrest',
      basisNumber: `L-${index}`,
      decidedAt: isoInstant(later(from, -hour)),
      termFrom: isoInstant(from),
      termUntil: isoInstant(later(from, 48 * hour)),
      rules: [
        {
          kind: 'curfew',
          schedule,
          arrivalGraceMs: 2 * minute,
          departureGraceMs: 2 * minute,
          zone: { name: 'Home', shape: { kind: 'circle', ...whereTheyAre } },
        },
        { kind: 'contact', everyMs: contactEveryMs },
      ],
    },
  })
  const { id: deviceId } = await service.call(api.registerDevice, {
    body: {
      protocol,
      identifier,
      model: 'Load device',
      organisationId,
      ...(protocol === 'bilezik' && { secret: Buffer.from(key).toString('hex') }),
    },
  })
  await service.call(api.issueDevice, { params: { personId }, body: { deviceId, role: 'worn', from: isoInstant(from) } })
}
