import {
  type Circle,
  type FixReading,
  type Instant,
  type LatLon,
  type Polygon,
  type Rule,
  type WeeklySchedule,
  instant,
  minute,
  roundTheClock,
} from '@bilezik/domain'

// The people of the benchmark, the same for every seed, engine and rival: a curfew at home and exclusion zones around it, a fix a
// minute, and an hour out of each eight, staggered so that one in eight is out at any time.

export interface Workload {
  readonly persons: number
  readonly fixesPerPerson: number
  readonly zonesPerPerson: number
  /** Corners of every zone, the home's included; undefined: the home and every fourth zone are circles, the others have 40, 69 and 98 corners. */
  readonly corners?: number
  /** Also to be in contact every quarter of an hour and to care for the device, which no rival is asked. */
  readonly hasCare?: boolean
}

/** What the rivals can be asked too. */
export type ZoneShape = Circle | Polygon

export const startAt = instant(1_790_000_000_000)
const roundsOfDay = 480
const roundsOut = 60

/** A repeatable sequence of numbers in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

function near(centre: LatLon, metres: number, random: () => number): LatLon {
  const [angle, away] = [random() * 2 * Math.PI, random() * metres]
  return { lat: centre.lat + (away * Math.sin(angle)) / 111_200, lon: centre.lon + (away * Math.cos(angle)) / 81_000 }
}

function star(centre: LatLon, corners: number, leastMetres: number, random: () => number): Polygon {
  const ring = Array.from({ length: corners }, (_, i) => {
    const [angle, metres] = [(2 * Math.PI * i) / corners, leastMetres * (1 + random() / 2)]
    return { lat: centre.lat + (metres * Math.sin(angle)) / 111_200, lon: centre.lon + (metres * Math.cos(angle)) / 81_000 }
  })
  return { kind: 'polygon', ring }
}

const usualCorners = [40, 69, 98] as const

/** The home first. */
export function shapesAround(home: LatLon, { zonesPerPerson, corners }: Workload, random: () => number): ZoneShape[] {
  return Array.from({ length: zonesPerPerson }, (_, zone): ZoneShape => {
    if (zone === 0)
      return corners === undefined ? { kind: 'circle', centre: home, radiusMetres: 100 } : star(home, corners, 80, random)
    const centre = near(home, 5_000, random)
    if (corners !== undefined) return star(centre, corners, 200, random)
    const ofFour = (zone - 1) % 4
    return ofFour === 0
      ? { kind: 'circle', centre, radiusMetres: 300 }
      : star(centre, usualCorners[ofFour - 1] ?? 40, 200, random)
  })
}

export function homesOf({ persons }: Workload, random: () => number): LatLon[] {
  return Array.from({ length: persons }, () => near({ lat: 51.13, lon: 71.43 }, 20_000, random))
}

const night: WeeklySchedule = { windows: [{ days: [1, 2, 3, 4, 5, 6, 7], startMinute: 1_320, endMinute: 360 }] }

export function rulesOf(shapes: readonly ZoneShape[]): Rule[] {
  return shapes.map((shape, zone): Rule => {
    return zone === 0
      ? {
          kind: 'curfew',
          zone: { name: 'home', shape },
          schedule: night,
          arrivalGraceMs: 5 * minute,
          departureGraceMs: 5 * minute,
        }
      : { kind: 'exclusion', zone: { name: `zone-${zone}`, shape }, schedule: roundTheClock, approachMetres: 0 }
  })
}

/** What arrives from one person in one round. */
export interface Arrival {
  readonly readingId: string
  readonly reading: FixReading
}

export function timeOf(round: number): Instant {
  return instant(startAt + (round + 1) * minute)
}

/** So many arrivals are made at a time, as the shell reads them in batches. */
const batchSize = 1_000

/** One round, batch after batch; `from` is the person of the first arrival in the batch. */
export function* arrivalsOf(
  homes: readonly LatLon[],
  round: number,
  random: () => number,
): Generator<{ from: number; batch: Arrival[] }> {
  for (let from = 0; from < homes.length; from += batchSize) {
    const batch = homes.slice(from, from + batchSize).map((home, i) => arrivalOf(from + i, home, round, random))
    yield { from, batch }
  }
}

function arrivalOf(person: number, home: LatLon, round: number, random: () => number): Arrival {
  const isOut = (round + person * 7) % roundsOfDay < roundsOut
  const { lat, lon } = near(home, isOut ? 3_000 : 25, random)
  const reading: FixReading = { kind: 'fix', lat, lon, accuracyMetres: 3 + 10 * random(), isValid: true, source: 'gnss' }
  return { readingId: `${person}-${round}`, reading }
}
