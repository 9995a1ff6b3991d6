import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { distance } from '@turf/distance'
import { polygon } from '@turf/helpers'
import { type Speed, roundwatch } from './stopwatch.ts'
import { type Workload, type ZoneShape, arrivalsOf, homesOf, seeded, shapesAround } from './workload.ts'

// The same zones and fixes as a program on turf.js would decide them: naively inside or outside, without uncertainty, hours or reasons.

type Zone =
  | { readonly kind: 'circle'; readonly centre: [number, number]; readonly radiusKilometres: number }
  | { readonly kind: 'polygon'; readonly feature: ReturnType<typeof polygon> }

function zoneOf(shape: ZoneShape, hasBoxes: boolean): Zone {
  if (shape.kind === 'circle')
    return { kind: 'circle', centre: [shape.centre.lon, shape.centre.lat], radiusKilometres: shape.radiusMetres / 1_000 }
  const ring = shape.ring.map(({ lat, lon }): [number, number] => [lon, lat])
  const feature = polygon([[...ring, ring[0] as [number, number]]])
  const [lons, lats] = [ring.map(([lon]) => lon), ring.map(([, lat]) => lat)]
  // Where it finds a bounding box, turf.js looks at it first.
  if (hasBoxes) feature.bbox = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
  return { kind: 'polygon', feature }
}

export interface TurfRun extends Speed {
  readonly fixes: number
  readonly inside: number
}

export function turfRun(workload: Workload, hasBoxes: boolean): TurfRun {
  const { persons, fixesPerPerson } = workload
  const random = seeded(2_026)
  const homes = homesOf(workload, random)
  const zones = homes.map((home) => shapesAround(home, workload, random).map((shape) => zoneOf(shape, hasBoxes)))
  // Which zones each person is in: kept, as a program would have to.
  const states = zones.map((own) => own.map(() => false))
  const watch = roundwatch()
  let inside = 0
  for (let round = 0; round < fixesPerPerson; round++) {
    for (const { from, batch } of arrivalsOf(homes, round, random)) {
      watch.measure(round, batch.length, () => {
        for (const [i, { reading }] of batch.entries()) {
          const point = [reading.lon, reading.lat]
          const now = (zones[from + i] as Zone[]).map((zone) =>
            zone.kind === 'circle'
              ? distance(point, zone.centre) <= zone.radiusKilometres
              : booleanPointInPolygon(point, zone.feature),
          )
          states[from + i] = now
          for (const isInside of now) if (isInside) inside++
        }
      })
    }
  }
  const fixes = persons * fixesPerPerson
  return { ...watch.speed(), fixes, inside }
}
