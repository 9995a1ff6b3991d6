import { type Tally, medianOf, tryRule } from '@bilezik/compliance'
import { minute } from '@bilezik/domain'
import { type Trail, makeTrail, trailNoises, trailRhythms } from '@bilezik/simulator'
import { type Contestant, contestants } from './rules.ts'

export type Rhythm = keyof typeof trailRhythms
export const rhythms = Object.keys(trailRhythms) as Rhythm[]

export interface Measured {
  readonly noise: string
  readonly rhythm: Rhythm
  readonly family: Contestant['family']
  readonly setting: string
  readonly isUsual: boolean
  readonly personDays: number
  readonly falseExits: number
  readonly absences: number
  readonly found: number
  readonly delaysMs: readonly number[]
  readonly returnsMs: readonly number[]
}

const radii = [50, 80, 100, 150, 200, 300]

function trailsOf(
  noise: (typeof trailNoises)[number],
  rhythm: Rhythm,
  seeds: number,
  days: number,
  absencesPerDay: number,
): Trail[] {
  return Array.from({ length: seeds }, (_, seed) => {
    const radiusMetres = radii[seed % radii.length] as number
    return makeTrail({ seed, noise, days, everyMs: trailRhythms[rhythm], radiusMetres, absencesPerDay })
  })
}

/** Every contestant on every kind of noise at every rhythm: false exits of people who stay, delays of people who leave. */
export function measure(seeds: number, days: number): Measured[] {
  return trailNoises.flatMap((noise) =>
    rhythms.flatMap((rhythm) => {
      const staying = trailsOf(noise, rhythm, seeds, days, 0)
      const leaving = trailsOf(noise, rhythm, seeds, days, 2)
      return contestants.map(({ family, setting, rule, isUsual }): Measured => {
        const { days: personDays, falseExits } = tryRule(rule, staying)
        const { absences, found, delaysMs, returnsMs } = tryRule(rule, leaving)
        const counts = { personDays, falseExits, absences, found, delaysMs, returnsMs }
        return { noise: noise.name, rhythm, family, setting, isUsual, ...counts }
      })
    }),
  )
}

export interface Summary extends Omit<Tally, 'days' | 'delaysMs' | 'returnsMs'> {
  readonly rhythm: Rhythm
  readonly noise: string
  readonly family: Contestant['family']
  readonly setting: string
  readonly isUsual: boolean
  readonly personDays: number
  readonly falseExitsPerPersonDay: number
  /** Behind the naive test. */
  readonly medianDelayMinutes: number
  readonly medianReturnMinutes: number
}

function summed(rows: readonly Measured[], noise: string): Summary {
  const total = (of: (row: Measured) => number) => rows.reduce((all, row) => all + of(row), 0)
  const minutes = (values: readonly number[]) => Math.round((10 * medianOf(values)) / minute) / 10
  const { rhythm, family, setting, isUsual } = rows[0] as Measured
  const [personDays, falseExits] = [total((row) => row.personDays), total((row) => row.falseExits)]
  return {
    rhythm,
    noise,
    family,
    setting,
    isUsual,
    personDays,
    falseExits,
    falseExitsPerPersonDay: falseExits / personDays,
    absences: total((row) => row.absences),
    found: total((row) => row.found),
    medianDelayMinutes: minutes(rows.flatMap((row) => row.delaysMs)),
    medianReturnMinutes: minutes(rows.flatMap((row) => row.returnsMs)),
  }
}

/** By rhythm and rule over all noises, then each noise by itself. */
export function summaries(measured: readonly Measured[]): { readonly all: Summary[]; readonly each: Summary[] } {
  const groups = Map.groupBy(measured, (row) => `${row.rhythm}|${row.family}|${row.setting}`)
  return {
    all: [...groups.values()].map((rows) => summed(rows, 'all')),
    each: measured.map((row) => summed([row], row.noise)),
  }
}
