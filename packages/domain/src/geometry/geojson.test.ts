import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceMetres } from './distance.ts'
import { type GeoJsonArea, circleCorners, fromGeoJson, toGeoJson } from './geojson.ts'
import type { Corridor, LatLon, Ring, Shape } from './shape.ts'
import { signedDistanceMetres } from './signed-distance.ts'

const at = (east: number, north: number): LatLon => ({ lat: 51 + north / 1_000, lon: 71 + east / 1_000 })
const square = (west: number, south: number, side: number): Ring => [
  at(west, south),
  at(west + side, south),
  at(west + side, south + side),
  at(west, south + side),
]
const positions = (ring: Ring) => [...ring, ring[0] as LatLon].map(({ lat, lon }) => [lon, lat])
const rings = (area: GeoJsonArea) => (area.type === 'Polygon' ? area.coordinates : area.coordinates.flat())

function twiceArea(ring: readonly (readonly number[])[]): number {
  const [lon, lat] = ring[0] as [number, number]
  return ring.slice(1).reduce((sum, [bLon = 0, bLat = 0], i) => {
    const [aLon, aLat] = ring[i] as [number, number]
    return sum + (aLon - lon) * (bLat - lat) - (bLon - lon) * (aLat - lat)
  }, 0)
}

describe('toGeoJson', () => {
  it.each([100, 100_000])('a circle of %d m has its stated corners, all at its radius', (radiusMetres) => {
    const [ring] = rings(toGeoJson({ kind: 'circle', centre: at(0, 0), radiusMetres })) as [[number, number][]]
    expect(ring).toHaveLength(circleCorners + 1)
    expect(ring.at(-1)).toEqual(ring[0])
    for (const [lon, lat] of ring) expect(distanceMetres(at(0, 0), { lat, lon })).toBeCloseTo(radiusMetres, 2)
  })

  it.each([
    { name: 'as drawn', ring: square(0, 0, 9), hole: square(1, 1, 2) },
    { name: 'the other way round', ring: square(0, 0, 9).toReversed(), hole: square(1, 1, 2).toReversed() },
  ])('rings are closed, the outer one counterclockwise, holes clockwise: $name', ({ ring, hole }) => {
    const area = toGeoJson({ kind: 'multipolygon', polygons: [{ ring, holes: [hole] }, { ring: square(20, 0, 1) }] })
    expect(area.type).toBe('MultiPolygon')
    expect(rings(area).map((each) => Math.sign(twiceArea(each)))).toEqual([1, -1, 1])
    for (const each of rings(area)) expect(each.at(-1)).toEqual(each[0])
  })

  it.each([
    { name: 'straight', line: [at(0, 0), at(20, 0)], parts: [0] },
    { name: 'with a right angle', line: [at(0, 0), at(20, 0), at(20, 20)], parts: [0] },
    { name: 'with bends closer than its width', line: [at(0, 0), at(1, 0), at(1, 1), at(0, 1), at(0, 2), at(5, 2)], parts: [0] },
    { name: 'that comes back to its start', line: [...square(0, 0, 20), at(0, 0)], parts: [1] },
    { name: 'that crosses itself', line: [at(0, 0), at(20, 20), at(20, 0), at(0, 20)], parts: [1] },
    {
      name: 'of more corners than are drawn',
      line: Array.from({ length: 900 }, (_, i) => at(i / 10, 10 * Math.sin(i / 90))),
      parts: [0],
    },
  ])('the outline of a corridor $name runs at its half-width from the line', ({ line, parts }) => {
    const corridor: Corridor = { kind: 'corridor', line, halfWidthMetres: 200 }
    const area = toGeoJson(corridor)
    expect(area.type).toBe('Polygon')
    expect([rings(area).length - 1]).toEqual(parts)
    for (const [lon, lat] of rings(area).flat()) {
      expect(Math.abs(signedDistanceMetres({ lat, lon }, corridor))).toBeLessThan(0.01 * 200)
    }
  })

  it('says inside where the shape does, but for a hair at its border', () => {
    const shapes: readonly Shape[] = [
      { kind: 'circle', centre: at(0, 0), radiusMetres: 800 },
      { kind: 'polygon', ring: square(-10, -10, 20), holes: [square(-5, -5, 4)] },
      { kind: 'multipolygon', polygons: [{ ring: square(-10, -10, 8) }, { ring: square(0, 0, 9) }] },
      { kind: 'corridor', line: [at(-10, -10), at(10, 0), at(-10, 10)], halfWidthMetres: 150 },
    ]
    const place = fc.double({ min: -20, max: 20, noNaN: true })
    fc.assert(
      fc.property(fc.constantFrom(...shapes), place, place, (shape, east, north) => {
        const drawn = fromGeoJson(toGeoJson(shape))
        if (!drawn.ok) throw new Error(drawn.reason)
        const [metres, drawnMetres] = [
          signedDistanceMetres(at(east, north), shape),
          signedDistanceMetres(at(east, north), drawn.value),
        ]
        expect(Math.abs(metres) < 2 || metres < 0 === drawnMetres < 0).toBe(true)
      }),
    )
  })
})

describe('fromGeoJson', () => {
  it.each<{ name: string; shape: Shape }>([
    { name: 'a polygon', shape: { kind: 'polygon', ring: square(0, 0, 9) } },
    { name: 'a polygon with holes', shape: { kind: 'polygon', ring: square(0, 0, 9), holes: [square(1, 1, 2).toReversed()] } },
    { name: 'parts', shape: { kind: 'multipolygon', polygons: [{ ring: square(0, 0, 1) }, { ring: square(3, 3, 1) }] } },
  ])('reads $name back as it was', ({ shape }) => {
    expect(fromGeoJson(JSON.parse(JSON.stringify(toGeoJson(shape))))).toEqual({ ok: true, value: shape })
  })

  it('takes either way round and passes over altitudes', () => {
    const clockwise = positions(square(0, 0, 9).toReversed()).map((position) => [...position, 347])
    const value = { kind: 'polygon', ring: square(0, 0, 9).toReversed() }
    expect(fromGeoJson({ type: 'Polygon', coordinates: [clockwise] })).toEqual({ ok: true, value })
  })

  it.each([
    { name: 'nothing', given: null, reason: 'not-an-area' },
    { name: 'a point', given: { type: 'Point', coordinates: [71, 51] }, reason: 'not-an-area' },
    {
      name: 'a feature',
      given: { type: 'Feature', geometry: toGeoJson({ kind: 'polygon', ring: square(0, 0, 1) }) },
      reason: 'not-an-area',
    },
    { name: 'no coordinates', given: { type: 'MultiPolygon' }, reason: 'not-an-area' },
    { name: 'no ring', given: { type: 'Polygon', coordinates: [] }, reason: 'not-an-area' },
    {
      name: 'an open ring',
      given: { type: 'Polygon', coordinates: [positions(square(0, 0, 9)).slice(1)] },
      reason: 'not-an-area',
    },
    { name: 'words for numbers', given: { type: 'Polygon', coordinates: [[['71', '51']]] }, reason: 'not-an-area' },
    { name: 'no parts', given: { type: 'MultiPolygon', coordinates: [] }, reason: 'too-few-corners' },
    {
      name: 'a bow tie',
      given: { type: 'Polygon', coordinates: [positions([at(0, 0), at(1, 1), at(0, 1), at(1, 0)])] },
      reason: 'crosses-itself',
    },
  ])('refuses $name: $reason', ({ given, reason }) => {
    expect(fromGeoJson(given)).toEqual({ ok: false, reason })
  })
})
