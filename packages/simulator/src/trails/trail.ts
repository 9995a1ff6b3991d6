import { type FixReading, type Instant, type LatLon, day, hour, instant, minute } from '@bilezik/domain'
import { moved } from '../population/places.ts'
import { type Random, randomFrom } from '../random.ts'
import { type Absence, beyond, drawAbsence, endOf, offsetAt, progressAt } from './absence.ts'
import { type TrailErrors, errorsOf } from './errors.ts'
import type { Range, TrailNoise } from './noise.ts'

/** What one simulated person's device tells, beside what is true. */
export interface Trail {
  readonly zone: { readonly centre: LatLon; readonly radiusMetres: number }
  readonly days: number
  readonly fixes: readonly (FixReading & { readonly fixAt: Instant })[]
  /** When the person is truly beyond `radiusMetres`, in order. */
  readonly absences: readonly {
    readonly mode: Absence['mode']
    readonly farthestMetres: number
    readonly from: Instant
    readonly until: Instant
  }[]
}

export interface TrailOptions {
  readonly seed: number
  readonly noise: TrailNoise
  readonly days: number
  readonly everyMs: Range
  readonly radiusMetres: number
  readonly absencesPerDay: number
}

const startAt = instant(Date.UTC(2026, 10, 2))

function absencesOf(random: Random, { days, absencesPerDay }: TrailOptions): Absence[] {
  const absences: Absence[] = []
  if (absencesPerDay === 0) return absences
  let at = startAt + Math.round(random.between(3, 8) * hour)
  const end = startAt + days * day
  while (at < end) {
    const absence = drawAbsence(random, instant(at))
    if (endOf(absence) >= end) break
    absences.push(absence)
    at = endOf(absence) + Math.round(random.between(0.4, 1.6) * (day / absencesPerDay))
  }
  return absences
}

/** The person's device over some days, positions in order of time. The same options give the same trail on every machine. */
export function makeTrail(options: TrailOptions): Trail {
  const { seed, noise, days, everyMs, radiusMetres } = options
  const random = randomFrom(seed, noise.name, 'trail')
  const home = { lat: random.between(43, 52), lon: random.between(52, 80) }
  const absences = absencesOf(random, options)
  const errors: TrailErrors = errorsOf(noise, randomFrom(seed, noise.name, 'errors'))
  const fixes: Trail['fixes'][number][] = []
  const until = instant(startAt + days * day)
  // Where in the home the person mostly is: a home is not always measured at its middle.
  const indoors = [random.between(-15, 15), random.between(-15, 15)] as const
  let next = 0
  for (let at = startAt; at < until; at = instant(at + Math.round(random.between(...everyMs)))) {
    while (next < absences.length && endOf(absences[next] as Absence) <= at) next++
    const absence = next < absences.length && (absences[next] as Absence).leavesAt <= at ? absences[next] : undefined
    const { metres, isMoving } = absence ? progressAt(absence, at) : { metres: 0, isMoving: false }
    const [east, north] = absence ? offsetAt(absence, metres) : indoors
    const speed = isMoving && absence ? absence.metresPerSecond : 0
    const isOutdoors = isMoving || (absence !== undefined && Math.floor(absence.farthestMetres) % 3 === 0)
    fixes.push({ ...errors.observe(at, { home, east, north, isOutdoors, speed }, moved), fixAt: at })
  }
  const told = absences.map((absence) => ({
    mode: absence.mode,
    farthestMetres: absence.farthestMetres,
    ...beyond(absence, radiusMetres),
  }))
  return { zone: { centre: home, radiusMetres }, days, fixes, absences: told }
}

/** Rhythms of reporting that the engine is judged at. */
export const trailRhythms = {
  'every minute': [minute, minute],
  'every 5 minutes': [5 * minute, 5 * minute],
  'every 15 minutes': [15 * minute, 15 * minute],
  'every 10 to 20 minutes': [10 * minute, 20 * minute],
} as const satisfies Record<string, Range>
