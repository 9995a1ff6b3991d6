import { type Zone, cornersOf, distanceMetres } from '@bilezik/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportedZone } from './export-zone.ts'
import { type Imported, readGeoJson, simplifyFound } from './read-geojson.ts'

const [west, south] = [71.4, 51.1]
const square = (side = 0.01, lon = west, lat = south) => [
  [lon, lat],
  [lon + side, lat],
  [lon + side, lat + side],
  [lon, lat + side],
  [lon, lat],
]
const polygon = (...rings: unknown[]) => ({ type: 'Polygon', coordinates: rings })
const feature = (geometry: unknown, properties: unknown = {}) => ({ type: 'Feature', properties, geometry })
const read = (json: unknown): Imported => readGeoJson(JSON.stringify(json))
const foundIn = (json: unknown) => {
  const imported = read(json)
  if (!imported.ok) throw new Error(imported.reason)
  return imported.found
}

describe('reading GeoJSON', () => {
  it('a file with latitude first is told so, and what lies abroad or across the border is taken with a word', () => {
    const exchanged = polygon(square().map(([lon, lat]) => [lat, lon]))
    expect(foundIn(exchanged)[0]?.fault?.reason).toBe('coordinates-swapped')
    expect(foundIn(polygon(square(1, 68.7, 54.6)))[0]).toMatchObject({ fault: null, notes: ['partly-abroad'] })
    expect(foundIn(polygon(square(0.01, 82.9, 55.03)))[0]).toMatchObject({ fault: null, notes: ['abroad'] })
  })

  it('finds areas and lines in a collection, names them, and counts what is no zone', () => {
    const imported = read({
      type: 'FeatureCollection',
      features: [
        feature(polygon(square()), { name: 'Yard' }),
        feature({ type: 'LineString', coordinates: square().slice(0, 3) }),
        feature({ type: 'MultiPolygon', coordinates: [[square()], [square(0.01, 71.5)]] }),
        feature({ type: 'Point', coordinates: [west, south] }),
        feature(null),
      ],
    })
    expect(imported).toMatchObject({ ok: true, passedOver: 1 })
    expect(imported.ok && imported.found.map(({ name, corners, shape, notes }) => [name, corners, shape?.kind, notes])).toEqual([
      ['Yard', 4, 'polygon', []],
      [null, 3, 'corridor', ['width-assumed']],
      [null, 8, 'multipolygon', []],
    ])
  })

  it.each([
    { given: 'a text that is no JSON', text: '{"type": ', reason: 'not-json' },
    { given: 'JSON that is no GeoJSON', text: '{"a": 1}', reason: 'not-geojson' },
    { given: 'a list', text: '[]', reason: 'not-geojson' },
    { given: 'points alone', text: '{"type":"Point","coordinates":[71,51]}', reason: 'nothing-found' },
  ])('$given is refused: $reason', ({ text, reason }) => {
    expect(readGeoJson(text)).toMatchObject({ ok: false, reason })
  })

  it('another reference system is refused, whether it is named or shows by its numbers', () => {
    const crs = (name: string) => ({ ...polygon(square()), crs: { type: 'name', properties: { name } } })
    expect(read(crs('urn:ogc:def:crs:EPSG::3857'))).toEqual({
      ok: false,
      reason: 'other-reference-system',
      detail: 'urn:ogc:def:crs:EPSG::3857',
    })
    expect(read(crs('urn:ogc:def:crs:OGC:1.3:CRS84'))).toMatchObject({ ok: true })
    const metres = square(500, 7_950_000, 6_640_000)
    expect(read(polygon(metres))).toMatchObject({ ok: false, reason: 'other-reference-system' })
  })

  it('altitudes are left out, and it is said', () => {
    const [one] = foundIn(polygon(square().map((position) => [...position, 340])))
    expect(one).toMatchObject({ notes: ['altitude-left-out'], fault: null, corners: 4 })
  })

  it.each([
    { given: 'a ring that is not closed', ring: square().slice(0, 4), reason: 'not-closed' },
    {
      given: 'a border over the 180th meridian',
      ring: square(1, 179.5).map(([lon = 0, lat]) => [lon > 180 ? lon - 360 : lon, lat]),
      reason: 'crosses-180',
    },
    { given: 'a longitude of 190°', ring: square(0.01, 190), reason: 'not-a-coordinate' },
    { given: 'two corners', ring: [square()[0], square()[1], square()[0]], reason: 'too-few-corners' },
    { given: 'corners that are words', ring: ['a', 'b', 'a'], reason: 'too-few-corners' },
  ])('$given is found and told as $reason', ({ ring, reason }) => {
    expect(foundIn(polygon(ring))).toMatchObject([{ fault: { reason } }])
  })

  it('a self-crossing border is refused with the place where it crosses', () => {
    const [a, b, c, d] = square()
    const [one] = foundIn(polygon([a, c, b, d, a]))
    expect(one?.fault).toMatchObject({ reason: 'crosses-itself' })
    expect(
      one?.fault &&
        'at' in one.fault &&
        distanceMetres(one.fault.at ?? { lat: 0, lon: 0 }, { lat: south + 0.005, lon: west + 0.005 }),
    ).toBeLessThan(1)
  })

  it('collections within collections without end are opened a few times, no more', () => {
    let nested: unknown = polygon(square())
    for (let i = 0; i < 50; i++) nested = { type: 'GeometryCollection', geometries: [nested] }
    expect(read(nested)).toMatchObject({ ok: false, reason: 'nothing-found' })
  })

  it('a border of 100,000 corners is refused as it is, and simplified on request with how far it departs', () => {
    const ring = Array.from({ length: 100_000 }, (_, i) => {
      const turn = (2 * Math.PI * i) / 100_000
      const reach = 0.2 + 0.002 * Math.sin(40 * turn)
      return [west + reach * Math.cos(turn), south + reach * Math.sin(turn)]
    })
    const [one] = foundIn(polygon([...ring, ring[0]]))
    expect(one).toMatchObject({ corners: 100_000, fault: { reason: 'too-many-corners' } })
    const simplified = one && simplifyFound(one)
    expect(simplified?.found).toMatchObject({ fault: null })
    expect(simplified?.found.corners).toBeLessThanOrEqual(20_000)
    expect(simplified?.departureMetres).toBeGreaterThan(0)
    expect(simplified?.departureMetres).toBeLessThanOrEqual(1)
  })
})

describe('a zone that is exported', () => {
  // Well within the country: of a place abroad the import says so.
  const place = fc.record({
    lat: fc.integer({ min: 460_000, max: 500_000 }).map((n) => n / 1e4),
    lon: fc.integer({ min: 620_000, max: 780_000 }).map((n) => n / 1e4),
  })
  const around = (centre: { lat: number; lon: number }, sizes: readonly number[]) =>
    sizes.map((size, i) => ({
      lat: centre.lat + (size / 1e4) * Math.sin((2 * Math.PI * i) / sizes.length),
      lon: centre.lon + (size / 1e4) * Math.cos((2 * Math.PI * i) / sizes.length),
    }))
  const shape = fc.oneof(
    fc.record({ kind: fc.constant('circle' as const), centre: place, radiusMetres: fc.integer({ min: 10, max: 5_000 }) }),
    fc.tuple(place, fc.array(fc.integer({ min: 20, max: 300 }), { minLength: 3, maxLength: 12 })).map(([centre, sizes]) => ({
      kind: 'polygon' as const,
      ring: around(centre, sizes),
    })),
    fc.tuple(place, fc.array(fc.integer({ min: 20, max: 300 }), { minLength: 2, maxLength: 12 })).map(([centre, sizes]) => ({
      kind: 'corridor' as const,
      line: around(centre, sizes),
      halfWidthMetres: 25,
    })),
  )

  it('reads back as the same zone, a circle as a circle', () => {
    fc.assert(
      fc.property(shape, fc.constantFrom('Home', 'Үй', 'Дом'), (given, name) => {
        const zone: Zone = { name, shape: given }
        const [back] = foundIn(exportedZone(zone))
        expect(back?.name).toBe(name)
        expect(back?.notes).toEqual([])
        if (given.kind === 'polygon') expect(back?.shape && cornersOf(back.shape)).toBe(given.ring.length)
        else expect(back?.shape).toEqual(given)
      }),
    )
  })
})
