import { type Instant, day, isoInstant, later, roundTheClock } from '@bilezik/domain'

export const curfew = {
  kind: 'curfew',
  zone: { name: 'Home', shape: { kind: 'circle', centre: { lat: 51.1, lon: 71.4 }, radiusMetres: 100 } },
  schedule: roundTheClock,
  arrivalGraceMs: 300_000,
  departureGraceMs: 300_000,
} as const
export const deviceCare = { kind: 'device-care', lowBatteryPercent: 20 } as const

export function aPerson(organisationId: string, change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    familyName: 'Ахметов',
    givenName: 'Айдар',
    patronymic: 'Болатұлы',
    iin: '061211600012',
    birthOn: '2006-12-11',
    language: 'kk',
    phone: '+7 701 000 00 00',
    organisationId,
    ...change,
  }
}

/** House arrest with a curfew at home, thirty days from the instant. */
export function anOrder(organisationId: string, from: Instant, change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    organisationId,
    regime: 'house-arrest',
    basisNumber: '12-3',
    decidedAt: isoInstant(later(from, -day)),
    termFrom: isoInstant(from),
    termUntil: isoInstant(later(from, 30 * day)),
    rules: [curfew],
    ...change,
  }
}
