import { type LatLon, metresPerDegree } from '@bilezik/domain'
import type { Random } from '../random.ts'
import type { Subdivision, Town } from './person.ts'

/** A part of a town where people live: dwellings lie within `radiusMetres` of the centre, no river and no open steppe. */
interface Quarter {
  readonly town: Town
  readonly subdivision: Subdivision
  readonly centre: LatLon
  readonly radiusMetres: number
}

const quarter = (town: Town, subdivision: Subdivision, lat: number, lon: number, radiusMetres: number): Quarter => ({
  town,
  subdivision,
  centre: { lat, lon },
  radiusMetres,
})

/** Chosen by eye on a map; coarse on purpose: no circle points at one house. */
export const quarters: readonly Quarter[] = [
  quarter('astana', 'astana-1', 51.178, 71.408, 700),
  quarter('astana', 'astana-1', 51.176, 71.428, 700),
  quarter('astana', 'astana-1', 51.17, 71.446, 450),
  quarter('astana', 'astana-2', 51.121, 71.405, 500),
  quarter('astana', 'astana-2', 51.111, 71.425, 500),
  quarter('astana', 'astana-2', 51.103, 71.392, 400),
  quarter('astana', 'astana-2', 51.153, 71.482, 600),
  quarter('almaty', 'almaty-1', 43.248, 76.925, 900),
  quarter('almaty', 'almaty-1', 43.245, 76.885, 600),
  quarter('almaty', 'almaty-1', 43.233, 76.955, 400),
  quarter('almaty', 'almaty-1', 43.322, 76.915, 500),
  quarter('almaty', 'almaty-2', 43.2, 76.875, 600),
  quarter('almaty', 'almaty-2', 43.236, 76.834, 650),
  quarter('almaty', 'almaty-2', 43.223, 76.846, 350),
  quarter('almaty', 'almaty-2', 43.213, 76.848, 350),
  quarter('akkol', 'akkol', 51.994, 70.944, 700),
]

/** Where people go by day. */
const workplaces: Readonly<Record<Town, readonly LatLon[]>> = {
  astana: [
    { lat: 51.128, lon: 71.427 },
    { lat: 51.09, lon: 71.416 },
    { lat: 51.189, lon: 71.409 },
    { lat: 51.185, lon: 71.47 },
    { lat: 51.166, lon: 71.425 },
    { lat: 51.147, lon: 71.47 },
  ],
  almaty: [
    { lat: 43.2645, lon: 76.954 },
    { lat: 43.238, lon: 76.772 },
    { lat: 43.285, lon: 76.944 },
    { lat: 43.22, lon: 76.928 },
    { lat: 43.256, lon: 76.902 },
    { lat: 43.205, lon: 76.895 },
  ],
  akkol: [
    { lat: 51.9925, lon: 70.951 },
    { lat: 51.9985, lon: 70.938 },
  ],
}

/** Degrees by which a town's street grid is turned from north, clockwise. */
export const streetBearingDegrees: Readonly<Record<Town, number>> = { astana: 14, almaty: 4, akkol: 32 }

/** The point `east` and `north` metres from here. */
export function moved(from: LatLon, eastMetres: number, northMetres: number): LatLon {
  const scale = metresPerDegree(from.lat)
  return { lat: from.lat + northMetres / scale.lat, lon: from.lon + eastMetres / scale.lon }
}

/** The point at this distance and bearing. */
export function movedBy(from: LatLon, metres: number, bearingDegrees: number): LatLon {
  const radians = (bearingDegrees * Math.PI) / 180
  return moved(from, metres * Math.sin(radians), metres * Math.cos(radians))
}

/** Evenly spread over the disc. */
export function somewhereIn(random: Random, centre: LatLon, radiusMetres: number): LatLon {
  return movedBy(centre, radiusMetres * Math.sqrt(random.unit()), random.between(0, 360))
}

export function workplaceIn(random: Random, town: Town): LatLon {
  return somewhereIn(random, random.pick(workplaces[town]), 250)
}
