import type { LatLon, Ring, Shape } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { zoneFeatures } from './zone-features.ts'

const at = (east: number, north: number): LatLon => ({ lat: 51 + north / 100, lon: 71 + east / 100 })
const square = (west: number, south: number, side: number): Ring => [
  at(west, south),
  at(west + side, south),
  at(west + side, south + side),
  at(west, south + side),
]

describe('the zones on the map', () => {
  it.each<{ name: string; shape: Shape; rings: readonly number[]; top: number }>([
    { name: 'a circle', shape: { kind: 'circle', centre: at(0, 0), radiusMetres: 1_112.6 }, rings: [1], top: 51.01 },
    { name: 'a polygon', shape: { kind: 'polygon', ring: square(0, 0, 9) }, rings: [1], top: 51.09 },
    {
      name: 'a polygon with two holes',
      shape: { kind: 'polygon', ring: square(0, 0, 9), holes: [square(1, 1, 2), square(5, 5, 2)] },
      rings: [3],
      top: 51.09,
    },
    {
      name: 'two parts, one with a hole',
      shape: { kind: 'multipolygon', polygons: [{ ring: square(0, 0, 1) }, { ring: square(5, 5, 9), holes: [square(6, 6, 1)] }] },
      rings: [1, 2],
      top: 51.14,
    },
    {
      name: 'a corridor',
      shape: { kind: 'corridor', line: [at(0, 0), at(9, 0)], halfWidthMetres: 1_112.6 },
      rings: [1],
      top: 51.01,
    },
  ])('$name is drawn with all its rings, and named at its north', ({ shape, rings, top }) => {
    const [area, name] = zoneFeatures([{ lineageId: 'z', name: 'Stadium', kind: 'exclusion', shape }]).features
    const geometry = area?.geometry
    if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') throw new Error('an area')
    const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    expect(parts.map((each) => each.length)).toEqual(rings)
    expect(area?.properties).toEqual({ kind: 'exclusion', name: 'Stadium' })
    if (name?.geometry.type !== 'Point') throw new Error('a point')
    expect(name.geometry.coordinates[1]).toBeCloseTo(top, 3)
    expect(name.properties).toEqual({ kind: 'exclusion', name: 'Stadium' })
  })
})
