import { type LatLon, type WeeklySchedule, signedDistanceMetres } from '@bilezik/domain'
import { habitualRoute } from '../motion/day-plan.ts'
import { lengthMetres, pointOn } from '../motion/route.ts'
import type { Random } from '../random.ts'
import type { NamedPlace, Town } from './person.ts'
import { movedBy, quarters, somewhereIn } from './places.ts'

interface Life {
  readonly seed: number
  readonly language: 'kk' | 'ru'
  readonly town: Town
  readonly home: LatLon
  readonly work: LatLon | null
  readonly shop: LatLon
  readonly curfew: WeeklySchedule | null
}

const names: Readonly<Record<'kk' | 'ru', readonly string[]>> = {
  kk: ['Стадион', 'Базар', 'Автовокзал', 'Жәбірленушінің үйі', 'Бұрынғы жұмыс орны'],
  ru: ['Стадион', 'Рынок', 'Автовокзал', 'Дом потерпевшего', 'Прежнее место работы'],
}

/** Ordinary life keeps this far away, noise of the device included. A village has less room. */
const clearanceMetres: Readonly<Record<Town, number>> = { astana: 700, almaty: 700, akkol: 350 }

function makeShape(random: Random, centre: LatLon, reachMetres: number): NamedPlace['shape'] {
  if (random.chance(0.5)) return { kind: 'circle', centre, radiusMetres: Math.round(reachMetres) }
  const turn = random.between(0, 90)
  const corners = random.integer(4, 7)
  return {
    kind: 'polygon',
    ring: Array.from({ length: corners }, (_, i) =>
      movedBy(centre, reachMetres * random.between(0.8, 1), turn + (i * 360) / corners),
    ),
  }
}

function clearance(life: Life, shape: NamedPlace['shape']): number {
  const habits = { ...life, leavesHome: true }
  const stops = [life.home, life.shop, ...(life.work ? [life.work] : [])]
  let nearest = Infinity
  for (const from of stops) {
    for (const to of stops) {
      if (from === to) continue
      const route = habitualRoute(habits, from, to)
      for (let metres = 0; metres <= lengthMetres(route); metres += 50) {
        nearest = Math.min(nearest, signedDistanceMetres(pointOn(route, metres).at, shape))
      }
    }
  }
  return nearest
}

/** A place in the same town that this person's ordinary ways keep clear of; the clearest of many tries where none is far enough. */
export function makeForbiddenPlace(random: Random, life: Life, town: Town): NamedPlace {
  const near = quarters.filter((quarter) => quarter.town === town)
  const name = random.pick(names[life.language])
  let best: { shape: NamedPlace['shape']; clear: number } | undefined
  for (let tries = 0; tries < 40; tries++) {
    const quarter = random.pick(near)
    const shape = makeShape(random, somewhereIn(random, quarter.centre, quarter.radiusMetres * 1.2), random.between(120, 250))
    const clear = clearance(life, shape)
    if (!best || clear > best.clear) best = { shape, clear }
    if (best.clear > clearanceMetres[town]) break
  }
  return { name, shape: (best as { shape: NamedPlace['shape'] }).shape }
}
