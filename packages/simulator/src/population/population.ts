import {
  type Instant,
  type LatLon,
  type Regime,
  type WeeklySchedule,
  civilInKazakhstan,
  distanceMetres,
  roundTheClock,
} from '@bilezik/domain'
import { type Random, hash32, randomFrom } from '../random.ts'
import { makeForbiddenPlace } from './forbidden-place.ts'
import { syntheticIin } from './iin.ts'
import { syntheticImei } from './imei.ts'
import { makeName } from './names.ts'
import type { Sex, SimulatedDevice, SimulatedPerson, SimulatedProtocol, Story } from './person.ts'
import { quarters, somewhereIn, workplaceIn } from './places.ts'
import { type Script, curfewFrom, scriptsFor, storyOf } from './scripts.ts'

export interface PopulationOptions {
  readonly seed: number
  readonly count: number
  /** The start of the demo: the stories are set relative to it. */
  readonly startAt: Instant
}

const nightly = (fromHour: number, untilHour: number): WeeklySchedule => ({
  windows: [{ days: [1, 2, 3, 4, 5, 6, 7], startMinute: fromHour * 60, endMinute: untilHour * 60 }],
})

/** Who is bound to what: a regime, its hours at home, and how often it comes. */
const regimes: readonly (readonly [{ readonly regime: Regime; readonly curfew: WeeklySchedule | null }, number])[] = [
  [{ regime: 'restriction-of-freedom', curfew: nightly(22, 6) }, 26],
  [{ regime: 'parole', curfew: nightly(22, 6) }, 20],
  [{ regime: 'conditional-sentence', curfew: nightly(23, 6) }, 14],
  [{ regime: 'administrative-supervision', curfew: nightly(22, 6) }, 12],
  [{ regime: 'house-arrest', curfew: roundTheClock }, 12],
  [{ regime: 'recognizance', curfew: null }, 8],
  [{ regime: 'bail', curfew: null }, 5],
  [{ regime: 'personal-guarantee', curfew: null }, 3],
]

type Model = Pick<SimulatedDevice, 'model' | 'equipmentClass'>

const models: Readonly<Record<SimulatedProtocol, readonly Model[]>> = {
  gt06: [
    { model: 'Demo GT06 strap A', equipmentClass: 'bracelet' },
    { model: 'Demo GT06 strap B', equipmentClass: 'bracelet' },
  ],
  osmand: [
    { model: 'Demo HTTP strap C', equipmentClass: 'bracelet' },
    { model: 'Demo HTTP phone D', equipmentClass: 'personal-tracker' },
  ],
}

function makeDevice(random: Random, seed: number, index: number, script: Script | undefined): SimulatedDevice {
  const protocol =
    script?.protocol ??
    random.weighted<SimulatedProtocol>([
      ['gt06', 0.65],
      ['osmand', 0.35],
    ])
  return {
    protocol,
    identifier: syntheticImei(seed, index),
    ...random.pick(models[protocol]),
    reportEveryMs: script ? 20_000 : random.integer(25, 60) * 1_000,
    backlogOrder: random.chance(0.1) ? 'newest-first' : 'oldest-first',
    // Most clocks follow the satellites; a few lag or lead by seconds.
    clockOffsetMs: random.chance(0.1) ? Math.round(random.between(-8_000, 3_000)) : 0,
  }
}

function birthBefore(random: Random, startAt: Instant): string {
  const year = civilInKazakhstan(startAt).year - random.integer(19, 62)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${year}-${two(random.integer(1, 12))}-${two(random.integer(1, 28))}`
}

function boundBy(random: Random, story: Story): { regime: Regime; curfew: WeeklySchedule | null } {
  if (story.kind === 'comes-late') return { regime: 'restriction-of-freedom', curfew: curfewFrom(story.dueAt) }
  // Free at any hour, so that the forbidden place is all there is to see.
  if (story.kind === 'enters-forbidden') return { regime: 'bail', curfew: null }
  return random.weighted(regimes)
}

function makePerson(options: PopulationOptions, index: number, script: Script | undefined): SimulatedPerson {
  const random = randomFrom(options.seed, 'person', index)
  const sex: Sex = random.chance(0.84) ? 'male' : 'female'
  const tongue = random.chance(0.68) ? 'kazakh' : 'russian'
  const birthOn = birthBefore(random, options.startAt)
  const scripted: Story | undefined = script && storyOf(script, options.startAt, random)
  const bound = boundBy(random, scripted ?? { kind: 'ordinary' })
  const story = scripted ?? { kind: bound.curfew === roundTheClock ? 'stays-home' : 'ordinary' }
  const near = script
    ? random.pick(quarters.filter((quarter) => quarter.subdivision === script.subdivision))
    : random.weighted(quarters.map((quarter) => [quarter, quarter.town === 'akkol' ? 0.9 : 1] as const))
  const home = somewhereIn(random, near.centre, near.radiusMetres)
  const person = {
    index,
    seed: hash32(options.seed, 'life', index),
    ...makeName(random, tongue, sex),
    sex,
    iin: syntheticIin(birthOn, sex, index),
    birthOn,
    language: tongue === 'kazakh' && random.chance(0.75) ? ('kk' as const) : ('ru' as const),
    // No operator of Kazakhstan holds the code 799.
    phone: `+7 799 000 ${String(index % 10_000).padStart(4, '0')}`,
    town: near.town,
    subdivision: near.subdivision,
    home,
    homeRadiusMetres: random.pick([100, 120, 150]),
    work: bound.curfew === roundTheClock || random.chance(0.25) ? null : workplaceIn(random, near.town),
    shop: nearbyShop(random, home, near),
    ...bound,
    device: makeDevice(random, options.seed, index, script),
    story,
  }
  const needsForbidden = bound.curfew === null || random.chance(0.2)
  return { ...person, forbidden: needsForbidden ? makeForbiddenPlace(random, person, near.town) : null }
}

function nearbyShop(random: Random, home: LatLon, near: { readonly centre: LatLon; readonly radiusMetres: number }): LatLon {
  // Far enough from home that a visit is a true absence.
  for (let tries = 0; tries < 20; tries++) {
    const shop = somewhereIn(random, near.centre, near.radiusMetres)
    if (distanceMetres(shop, home) > 300) return shop
  }
  return near.centre
}

/** The same options give the same people, to the last digit. The people are made up; so are their numbers. */
export function makePopulation(options: PopulationOptions): readonly SimulatedPerson[] {
  const told = scriptsFor(options.count)
  const scriptOf = new Map(told.map((script, i) => [Math.floor(((i + 0.5) * options.count) / told.length), script]))
  return Array.from({ length: options.count }, (_, index) => makePerson(options, index, scriptOf.get(index)))
}
