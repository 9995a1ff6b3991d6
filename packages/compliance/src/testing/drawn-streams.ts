import {
  type Ring,
  type DeviceId,
  type Instant,
  type LineageId,
  type Permit,
  type PermitId,
  type Reading,
  type Rule,
  type WearSignal,
  hour,
  instant,
  minute,
  roundTheClock,
} from '@bilezik/domain'
import fc from 'fast-check'
import type { WatchEvent } from '../stream.ts'
import { carried, clock, condition, curfewRule, eastOf, fixedUnit, home, planAt, reading, wholeKit, worn } from './scenario.ts'

// Streams are drawn as gaps and kinds, so that every stream is in order and shrinks well.

/** A yard with a court in it that is not forbidden, and a second yard farther on. */
const square = (eastMetres: number, halfDegrees: number): Ring => {
  const { lat, lon } = eastOf(home, eastMetres)
  return [-1, 1, 1, -1].map((x, i) => ({ lat: lat + (i < 2 ? -halfDegrees : halfDegrees), lon: lon + x * halfDegrees * 1.6 }))
}
const zone = {
  name: 'school',
  shape: {
    kind: 'multipolygon',
    polygons: [{ ring: square(600, 0.0009), holes: [square(660, 0.0002)] }, { ring: square(1_000, 0.0005) }],
  },
} as const
const rules: Rule[] = [
  curfewRule(5 * minute),
  { kind: 'exclusion', zone, schedule: roundTheClock, approachMetres: 100 },
  { kind: 'device-care', lowBatteryPercent: 20 },
  { kind: 'contact', everyMs: 45 * minute },
  {
    kind: 'distance',
    metres: 300,
    places: [{ name: 'flat', shape: { kind: 'circle', centre: eastOf(home, -700), radiusMetres: 100 } }],
  },
  {
    kind: 'territory',
    zone: { name: 'town', shape: { kind: 'circle', centre: home, radiusMetres: 1_500 } },
    level: 'locality',
    leave: 'permission',
    returnGraceMs: 10 * minute,
  },
]
export const everyKind: readonly boolean[] = rules.map(() => true)

/** Whom the distance condition protects: their device speaks in the same stream. */
const theirs = 'theirs' as DeviceId
const kit = [
  ...wholeKit,
  {
    deviceId: theirs,
    role: 'protected',
    from: clock('00:00'),
    until: clock('00:00', 28),
    protects: 'lineage-4' as LineageId,
  } as const,
]

export const startAt = clock('20:00')
export const longer = clock('12:00', 20)

export interface Graces {
  readonly arrivalMs: number
  readonly departureMs: number
}
const fiveMinutes: Graces = { arrivalMs: 5 * minute, departureMs: 5 * minute }

export function planOf(
  version: number,
  kinds: readonly boolean[],
  at = startAt,
  permits: readonly Permit[] = [],
  { arrivalMs, departureMs } = fiveMinutes,
): WatchEvent {
  const atHome = curfewRule(arrivalMs, undefined, undefined, departureMs)
  const conditions = [atHome, ...rules.slice(1)].map((rule, i) => condition(`lineage-${i}`, rule, startAt, longer, version))
  return planAt(
    at,
    conditions.filter((_, i) => kinds[i]),
    undefined,
    kit,
    { permits },
  )
}

/** Of the device-care condition. */
const careLineage = 'lineage-2' as LineageId
const lineages = rules.map((_, i) => `lineage-${i}` as LineageId)
const everyDay = [1, 2, 3, 4, 5, 6, 7] as const

/** Beginning within two days of the stream's start, given before, at or after its beginning; recurring or not. */
export const permitGen: fc.Arbitrary<Permit> = fc
  .record({
    id: fc.uuid().map((id) => id as PermitId),
    kind: fc.constantFrom('permission' as const, 'permission' as const, 'notice' as const),
    lineageIds: fc.subarray(lineages, { minLength: 1 }),
    fromMs: fc.integer({ min: -2 * hour, max: 48 * hour }),
    lastsMs: fc.integer({ min: 1, max: 20 * hour }),
    givenLaterMs: fc.integer({ min: -5 * hour, max: 5 * hour }),
    hours: fc.option(fc.record({ startMinute: fc.nat(1_439), endMinute: fc.nat(1_440) }), { nil: undefined }),
  })
  .map(({ fromMs, lastsMs, givenLaterMs, hours, ...rest }) => {
    const from = instant(startAt + fromMs)
    const permit = { ...rest, from, until: instant(from + lastsMs), givenAt: instant(from + givenLaterMs) }
    return hours ? { ...permit, schedule: { windows: [{ days: everyDay, ...hours }] } } : permit
  })

const placeGen = fc.oneof(
  { weight: 4, arbitrary: fc.constant(home) },
  { weight: 4, arbitrary: fc.constant(eastOf(home, 2_000)) },
  { weight: 2, arbitrary: fc.constant(eastOf(home, 600)) },
  { weight: 2, arbitrary: fc.integer({ min: -3_000, max: 3_000 }).map((metres) => eastOf(home, metres)) },
)

const fixGen: fc.Arbitrary<Reading> = fc
  .record({
    kind: fc.constant('fix' as const),
    place: placeGen,
    isValid: fc.nat(9).map((n) => n > 0),
    source: fc.constantFrom('gnss', 'gnss', 'gnss', 'cell', 'wifi', 'unknown'),
    accuracyMetres: fc.constantFrom(0, 4, 15, 60, 400, 3_000),
  })
  .map(({ place, ...rest }) => ({ ...rest, ...place }))

const signals: WearSignal[] = ['strap-cut', 'strap-open', 'strap-closed', 'case-open', 'case-closed', 'removed', 'worn']
const otherGen: fc.Arbitrary<Reading> = fc.oneof(
  fc.constantFrom(...signals).map((signal): Reading => ({ kind: 'wear', signal })),
  fc.nat(100).map((levelPercent): Reading => ({ kind: 'power', levelPercent })),
  fc.boolean().map((isLow): Reading => ({ kind: 'power', isLow })),
  fc.boolean().map((isMoving): Reading => ({ kind: 'motion', isMoving })),
  fc.boolean().map((isPresent): Reading => ({ kind: 'fault', isPresent })),
  fc
    .record({ peer: fc.constantFrom('bracelet', 'phone', 'unit', 'unit', 'stranger'), isNear: fc.boolean() })
    .map((of): Reading => ({ kind: 'proximity', ...of })),
  fc.constantFrom<Reading>(
    { kind: 'sos' },
    { kind: 'contact' },
    { kind: 'telemetry', values: {} },
    { kind: 'network', cells: [], wifi: [] },
  ),
)

export const gapGen = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 4 }).map((minutes) => minutes * minute) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 90_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 10 * hour }) },
)

type Draw = { gapMs: number; make: (at: Instant, id: string) => WatchEvent }

export const readingDraw: fc.Arbitrary<Draw> = fc
  .record({
    gapMs: gapGen,
    of: fc.oneof({ weight: 5, arbitrary: fixGen }, { weight: 2, arbitrary: otherGen }),
    deviceId: fc.constantFrom(worn, worn, worn, worn, carried, fixedUnit, theirs),
  })
  .map(({ gapMs, of, deviceId }) => ({ gapMs, make: (at, id) => reading(at, of, deviceId, id) }))

const stayDraw = fc.record({ place: placeGen, count: fc.integer({ min: 3, max: 15 }) }).map(({ place, count }): Draw[] =>
  Array.from({ length: count }, () => {
    const of: Reading = { kind: 'fix', ...place, isValid: true, source: 'gnss', accuracyMetres: 5 }
    return { gapMs: minute, make: (at, id) => reading(at, of, worn, id) }
  }),
)

const interference = (cause: 'shielded' | 'jammed', isPresent: boolean): Reading => ({ kind: 'interference', cause, isPresent })

/** What a bracelet tells in quick succession: flickers and cuts, warmth and motion, a reception that comes and goes. */
const strapDraw: fc.Arbitrary<Draw[]> = fc.array(
  fc
    .record({
      gapMs: fc.constantFrom(0, 1_000, 20_000, 59_999, 60_000),
      of: fc.constantFrom<Reading>(
        { kind: 'wear', signal: 'strap-cut' },
        { kind: 'wear', signal: 'strap-open' },
        { kind: 'wear', signal: 'strap-closed' },
        { kind: 'wear', signal: 'worn' },
        { kind: 'telemetry', values: { skinTemperatureCelsius: 34.5 } },
        { kind: 'motion', isMoving: true },
        interference('shielded', true),
        interference('shielded', false),
        interference('jammed', true),
        interference('jammed', false),
      ),
    })
    .map(({ gapMs, of }): Draw => ({ gapMs, make: (at, id) => reading(at, of, worn, id) })),
  { maxLength: 6 },
)

const planDraw: fc.Arbitrary<Draw> = fc
  .record({
    gapMs: gapGen,
    version: fc.integer({ min: 1, max: 3 }),
    kinds: fc.array(fc.boolean(), { minLength: rules.length, maxLength: rules.length }),
    permits: fc.array(permitGen, { maxLength: 2 }),
  })
  .map(({ gapMs, version, kinds, permits }) => ({ gapMs, make: (at) => planOf(version, kinds, at, permits) }))

const blindDraw: fc.Arbitrary<Draw> = fc
  .record({ gapMs: gapGen, lastsMs: fc.integer({ min: 1, max: 2 * hour }) })
  .map(({ gapMs, lastsMs }) => ({ gapMs, make: (at) => ({ kind: 'server-blind', at, until: instant(at + lastsMs) }) }))

/** What a head makes of a signal, sometimes twice, of a device that was never heard, or of a lineage that watches no strap. */
const upheldDraw: fc.Arbitrary<Draw> = fc
  .record({
    gapMs: gapGen,
    lineageId: fc.constantFrom(...lineages, careLineage, careLineage, careLineage),
    deviceId: fc.constantFrom(worn, worn, carried, 'gone' as DeviceId),
    signal: fc.constantFrom('strap-open' as const, 'removed' as const),
    readingId: fc.constantFrom('id-1', 'id-2', 'unheard'),
    agoMs: fc.integer({ min: 0, max: 10 * hour }),
  })
  .map(({ gapMs, agoMs, ...rest }) => ({
    gapMs,
    make: (at) => ({ kind: 'signal-upheld', at, beganAt: instant(at - agoMs), ...rest }),
  }))

/** 2080-01-06T00:00Z, where a clock without its epoch stands. */
const in2080 = 3_471_724_800_000

/**
 * Some reports of a device whose clock stands wrong: ahead (they count as of their receipt), begun anew in 1970 or 2080, or behind
 * (they count by their own clock, and were received later than they say).
 */
const clockDraw: fc.Arbitrary<Draw[]> = fc
  .record({
    byMs: fc.oneof(
      fc.integer({ min: 0, max: 10 * minute }),
      fc.integer({ min: -2 * hour, max: 0 }),
      fc.constantFrom('in 1970' as const, 'in 2080' as const),
    ),
    count: fc.integer({ min: 1, max: 15 }),
    gapMs: fc.constantFrom(minute, 3 * minute),
    of: fc.oneof(fixGen, otherGen),
    deviceId: fc.constantFrom(worn, worn, carried, theirs),
  })
  .map(({ byMs, count, gapMs, of, deviceId }) =>
    Array.from({ length: count }, (_, i) => ({
      gapMs,
      make: (at: Instant, readingId: string): WatchEvent => {
        const [fixAt, receivedAt] =
          byMs === 'in 1970'
            ? [i * gapMs, at]
            : byMs === 'in 2080'
              ? [in2080 + i * gapMs, at]
              : byMs < 0
                ? [at, at - byMs]
                : [at + byMs, at]
        return {
          kind: 'reading',
          at,
          receivedAt: instant(receivedAt),
          readingId,
          deviceId,
          reading: { ...of, fixAt: instant(fixAt) },
        }
      },
    })),
  )

/** An outage of many, often several pieces of one, some of which end before the one before them. */
const fleetBlindDraw: fc.Arbitrary<Draw> = fc
  .record({
    gapMs: gapGen,
    lastsMs: fc.integer({ min: -5 * minute, max: 20 * minute }),
    silentMs: fc.integer({ min: 0, max: 30 * minute }),
    because: fc.constantFrom('network', 'device-fault'),
  })
  .map(({ gapMs, lastsMs, silentMs, because }) => ({
    gapMs,
    make: (at) => ({ kind: 'fleet-blind', at, until: instant(at + lastsMs), because, silentSince: instant(at - silentMs) }),
  }))

export function inOrder(draws: readonly Draw[], graces = fiveMinutes, permits: readonly Permit[] = []): WatchEvent[] {
  let at: number = startAt
  const events = draws.map(({ gapMs, make }, i) => {
    at += gapMs
    return make(instant(at), `id-${i}`)
  })
  return [planOf(1, everyKind, startAt, permits, graces), ...events]
}

export const readingsGen = fc
  .array(
    fc.oneof(
      stayDraw,
      stayDraw,
      strapDraw,
      clockDraw,
      readingDraw.map((draw) => [draw]),
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.flat())
export const anythingGen = fc
  .array(
    fc.oneof(
      stayDraw,
      stayDraw,
      strapDraw,
      clockDraw,
      ...[readingDraw, planDraw, blindDraw, fleetBlindDraw, upheldDraw].map((gen) => gen.map((draw) => [draw])),
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.flat())
