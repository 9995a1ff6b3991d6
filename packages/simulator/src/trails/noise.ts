import { hour, minute } from '@bilezik/domain'

/** Inclusive bounds, drawn from once a person or once an occasion. */
export type Range = readonly [low: number, high: number]

/** How one person's positions err. Everything that a range bounds is drawn by the person's seed. */
export interface TrailNoise {
  readonly name: string
  /** Share of positions that come from satellites; the others come from the network. */
  readonly gnssShareIndoors: Range
  readonly gnssShareOutdoors: Range
  readonly statedGnssMetres: Range
  /**
   * `normal`: half of the errors exceed what is stated, few exceed it twice. `heavy`: half exceed it too, and one in nine thrice
   * (Student's t of two degrees). `kept`: two thirds lie within it.
   */
  readonly gnssErrors: 'kept' | 'normal' | 'heavy'
  /** For how long neighbouring satellite errors stay alike; 0 draws each anew. */
  readonly gnssMemoryMs: number
  /** Indoors a reflection holds the position off at one place, and the device does not know it. */
  readonly reflectionsPerDay: number
  readonly reflectionMetres: Range
  readonly reflectionMs: Range
  /** Towers and access points seen from one place: each has an error of its own that never changes. */
  readonly towers: Range
  readonly towerMetres: Range
  readonly statedTowerMetres: Range
  /** How long one of them is kept before another is drawn; 0 draws one for each position. */
  readonly towerDwellMs: number
  /** Share of positions that start a jump, how far it goes, and for how many positions it may last. */
  readonly jumpShare: number
  readonly jumpMetres: Range
  readonly mostJumps: number
  /** Whether a satellite position tells its speed. */
  readonly tellsSpeed: boolean
}

const ordinary: Omit<TrailNoise, 'name'> = {
  gnssShareIndoors: [0.5, 1],
  gnssShareOutdoors: [0.9, 1],
  statedGnssMetres: [5, 50],
  gnssErrors: 'normal',
  gnssMemoryMs: 3 * minute,
  reflectionsPerDay: 0,
  reflectionMetres: [60, 200],
  reflectionMs: [10 * minute, 90 * minute],
  towers: [3, 6],
  towerMetres: [100, 300],
  statedTowerMetres: [20, 80],
  towerDwellMs: 0,
  jumpShare: 0.002,
  jumpMetres: [60_000, 140_000],
  mostJumps: 1,
  tellsSpeed: false,
}

/** Kinds of noise that real recordings showed, each by itself and together. They are data: change any of it to try a rule on it. */
export const trailNoises: readonly TrailNoise[] = [
  { ...ordinary, name: 'phone' },
  { ...ordinary, name: 'phone, heavy errors', gnssErrors: 'heavy', statedGnssMetres: [5, 40] },
  { ...ordinary, name: 'phone, errors drawn anew', gnssErrors: 'heavy', gnssMemoryMs: 0, statedGnssMetres: [5, 30] },
  { ...ordinary, name: 'phone with reflections', statedGnssMetres: [5, 20], reflectionsPerDay: 3, tellsSpeed: true },
  { ...ordinary, name: 'towers', gnssShareIndoors: [0, 0.1], gnssShareOutdoors: [0.5, 0.9], statedGnssMetres: [4, 15] },
  {
    ...ordinary,
    name: 'towers that hold',
    gnssShareIndoors: [0, 0.1],
    gnssShareOutdoors: [0.5, 0.9],
    statedGnssMetres: [4, 15],
    towerDwellMs: 2 * hour,
  },
  { ...ordinary, name: 'towers beside a phone', gnssShareIndoors: [0.3, 0.7], gnssShareOutdoors: [0.6, 0.9] },
  { ...ordinary, name: 'runs of jumps', jumpShare: 0.01, mostJumps: 3, statedGnssMetres: [4, 15] },
  {
    ...ordinary,
    name: 'everything',
    gnssShareIndoors: [0.1, 0.9],
    gnssShareOutdoors: [0.6, 1],
    gnssErrors: 'heavy',
    statedGnssMetres: [5, 40],
    reflectionsPerDay: 2,
    towerDwellMs: 20 * minute,
    jumpShare: 0.004,
    mostJumps: 2,
  },
]
