import { type FixReading, type Instant, type LatLon, day } from '@bilezik/domain'
import type { Random } from '../random.ts'
import type { Range, TrailNoise } from './noise.ts'

interface Truth {
  readonly home: LatLon
  readonly east: number
  readonly north: number
  readonly isOutdoors: boolean
  readonly speed: number
}

export interface TrailErrors {
  observe(at: Instant, truth: Truth, moved: (from: LatLon, east: number, north: number) => LatLon): FixReading
}

type Offset = readonly [east: number, north: number]

function turned(random: Random, metres: Range): Offset {
  const [away, angle] = [random.between(...metres), random.between(0, 2 * Math.PI)]
  return [away * Math.sin(angle), away * Math.cos(angle)]
}

function normalFrom(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit())
}

/** Drawn evenly over the logarithm: small values are as frequent as large ones. */
function spread(random: Random, [low, high]: Range): number {
  return low * (high / low) ** random.unit()
}

/** Two standard normals that wander: what a position errs by, before it is scaled. */
class Wander {
  private east = 0
  private north = 0
  private at: Instant | undefined
  private readonly random: Random
  private readonly memoryMs: number

  constructor(random: Random, memoryMs: number) {
    this.random = random
    this.memoryMs = memoryMs
  }

  next(at: Instant): Offset {
    const kept = this.at === undefined || this.memoryMs === 0 ? 0 : Math.exp((this.at - at) / this.memoryMs)
    const fresh = Math.sqrt(1 - kept * kept)
    this.east = kept * this.east + fresh * normalFrom(this.random)
    this.north = kept * this.north + fresh * normalFrom(this.random)
    this.at = at
    return [this.east, this.north]
  }
}

/** Half of the errors of a two-dimensional normal lie within 1.177 of its deviations; of Student's t of two degrees within 1.414. */
const halfWithin = { kept: 0.66, normal: 1 / 1.177, heavy: 1 / Math.SQRT2 } as const

/** One place's towers: which are seen depends on the square kilometre. */
class Towers {
  private readonly noise: TrailNoise
  private readonly random: Random
  private readonly places = new Map<string, readonly { offset: Offset; stated: number }[]>()
  private chosen: { offset: Offset; stated: number } | undefined
  private chosenIn = ''
  private keptUntil = 0

  constructor(noise: TrailNoise, random: Random) {
    this.noise = noise
    this.random = random
  }

  private seenFrom(place: string) {
    const known = this.places.get(place)
    if (known) return known
    const { noise, random } = this
    const towers = Array.from({ length: random.integer(...noise.towers) }, () => ({
      offset: turned(random, noise.towerMetres),
      stated: Math.round(random.between(...noise.statedTowerMetres)),
    }))
    this.places.set(place, towers)
    return towers
  }

  at(at: Instant, { east, north }: Truth): { offset: Offset; stated: number } {
    const place = `${Math.round(east / 1_000)} ${Math.round(north / 1_000)}`
    if (!this.chosen || place !== this.chosenIn || at >= this.keptUntil) {
      this.chosen = this.random.pick(this.seenFrom(place))
      this.chosenIn = place
      this.keptUntil = at + Math.round(2 * this.random.unit() * this.noise.towerDwellMs)
    }
    // A network position repeats within a few metres while the person stays.
    const jitter = [this.random.between(-3, 3), this.random.between(-3, 3)] as const
    const { offset, stated } = this.chosen
    return { offset: [offset[0] + jitter[0], offset[1] + jitter[1]], stated }
  }
}

/** The errors of one person's device, drawn in order of time. */
export function errorsOf(noise: TrailNoise, random: Random): TrailErrors {
  const [indoors, outdoors] = [random.between(...noise.gnssShareIndoors), random.between(...noise.gnssShareOutdoors)]
  const wander = new Wander(random, noise.gnssMemoryMs)
  const towers = new Towers(noise, random)
  let reflection: { until: number; offset: Offset } | undefined
  let jump: { left: number; offset: Offset } | undefined
  let before: Instant | undefined

  const reflectionAt = (at: Instant): Offset => {
    const chance = ((at - (before ?? at)) / day) * noise.reflectionsPerDay
    before = at
    if (reflection && at >= reflection.until) reflection = undefined
    if (!reflection && random.chance(chance))
      reflection = { until: at + random.between(...noise.reflectionMs), offset: turned(random, noise.reflectionMetres) }
    return reflection?.offset ?? [0, 0]
  }

  const satellites = (at: Instant, truth: Truth): { offset: Offset; stated: number } => {
    const stated = Math.round(spread(random, noise.statedGnssMetres))
    const [east, north] = wander.next(at)
    const heavy = noise.gnssErrors === 'heavy' ? 1 / Math.sqrt(-Math.log(1 - random.unit())) : 1
    // Out of doors a receiver errs half as much as it states.
    const scale = stated * halfWithin[noise.gnssErrors] * (truth.isOutdoors ? 0.5 : heavy)
    const [offEast, offNorth] = truth.isOutdoors ? [0, 0] : reflectionAt(at)
    return { offset: [east * scale + offEast, north * scale + offNorth], stated }
  }

  return {
    observe(at, truth, moved) {
      const isGnss = random.chance(truth.isOutdoors ? outdoors : indoors)
      if (!jump && random.chance(noise.jumpShare))
        jump = { left: random.integer(1, noise.mostJumps), offset: turned(random, noise.jumpMetres) }
      const jumped = jump?.offset ?? [0, 0]
      if (jump && --jump.left === 0) jump = undefined
      const { offset, stated } = isGnss ? satellites(at, truth) : towers.at(at, truth)
      const place = moved(truth.home, truth.east + offset[0] + jumped[0], truth.north + offset[1] + jumped[1])
      const speed = Math.max(0, truth.speed + 0.3 * normalFrom(random))
      return {
        kind: 'fix',
        ...place,
        accuracyMetres: stated,
        isValid: true,
        source: isGnss ? 'gnss' : 'cell',
        ...(isGnss && noise.tellsSpeed ? { speedMetresPerSecond: Math.round(speed * 100) / 100 } : {}),
      }
    },
  }
}
