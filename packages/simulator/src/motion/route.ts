import { type LatLon, metresPerDegree } from '@bilezik/domain'
import type { Random } from '../random.ts'
import { moved } from '../population/places.ts'

/** A way along streets: corners, and the metres from the start to each. */
export interface Route {
  readonly corners: readonly LatLon[]
  readonly metres: readonly number[]
}

export interface RoutePoint {
  readonly at: LatLon
  readonly courseDegrees: number
}

export function lengthMetres(route: Route): number {
  return route.metres.at(-1) ?? 0
}

/**
 * From one place to another along a grid of streets turned by `bearingDegrees`: blocks of 80-700 m, a bend after each.
 * The same draws give the same way, so a person walks the same streets every day.
 */
export function routeBetween(random: Random, from: LatLon, to: LatLon, bearingDegrees: number): Route {
  const scale = metresPerDegree((from.lat + to.lat) / 2)
  const east = (to.lon - from.lon) * scale.lon
  const north = (to.lat - from.lat) * scale.lat
  const [sin, cos] = [Math.sin((bearingDegrees * Math.PI) / 180), Math.cos((bearingDegrees * Math.PI) / 180)]
  // Along the avenues and along the cross streets.
  let [along, across] = [north * cos + east * sin, east * cos - north * sin]
  let [x, y] = [0, 0]
  const corners: LatLon[] = [from]
  let isAlong = random.chance(0.5)
  while (Math.abs(along) > 1 || Math.abs(across) > 1) {
    const left = isAlong ? along : across
    const isLast = Math.abs(isAlong ? across : along) <= 1
    const step = isLast ? left : Math.sign(left) * Math.min(Math.abs(left), random.between(80, 700))
    if (isAlong) along -= step
    else across -= step
    x += isAlong ? step * sin : step * cos
    y += isAlong ? step * cos : -step * sin
    if (Math.abs(step) > 1) corners.push(moved(from, x, y))
    isAlong = !isAlong
  }
  corners.push(to)
  const metres = [0]
  for (let i = 1; i < corners.length; i++) {
    const [a, b] = [corners[i - 1] as LatLon, corners[i] as LatLon]
    metres.push((metres[i - 1] as number) + Math.hypot((b.lat - a.lat) * scale.lat, (b.lon - a.lon) * scale.lon))
  }
  return { corners, metres }
}

/** Where one is after so many metres; at the ends beyond them. */
export function pointOn(route: Route, metres: number): RoutePoint {
  const last = route.corners.length - 1
  let i = 1
  while (i < last && (route.metres[i] as number) < metres) i++
  const [a, b] = [route.corners[i - 1] as LatLon, route.corners[Math.min(i, last)] as LatLon]
  const [startMetres, endMetres] = [route.metres[i - 1] as number, route.metres[Math.min(i, last)] as number]
  const share = endMetres > startMetres ? Math.max(0, Math.min(1, (metres - startMetres) / (endMetres - startMetres))) : 1
  const scale = metresPerDegree(a.lat)
  const course = (Math.atan2((b.lon - a.lon) * scale.lon, (b.lat - a.lat) * scale.lat) * 180) / Math.PI
  return {
    at: { lat: a.lat + share * (b.lat - a.lat), lon: a.lon + share * (b.lon - a.lon) },
    courseDegrees: (course + 360) % 360,
  }
}
