import { regions } from './regions.ts'
import { namedPlaces } from './places.ts'
import type { FeatureCollection, Geometry, Position } from 'geojson'
import { describe, expect, it } from 'vitest'
import { basemapFiles } from './build.ts'
import { orientationBox } from './geometry.ts'

const files = basemapFiles()
const read = (name: string) => JSON.parse(files.find((file) => file.name === name)?.content ?? '') as FeatureCollection

function positions(geometry: Geometry): Position[] {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(positions)
  const depth = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 }[geometry.type]
  return depth === 0 ? [geometry.coordinates as Position] : ((geometry.coordinates as unknown[]).flat(depth - 1) as Position[])
}

function isInside([x = NaN, y = NaN]: Position, rings: readonly Position[][]): boolean {
  let crossings = 0
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [[ax = 0, ay = 0], [bx = 0, by = 0]] = [ring[i - 1] as Position, ring[i] as Position]
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) crossings++
    }
  }
  return crossings % 2 === 1
}
function multi(collection: FeatureCollection, kind: string): Position[][][] {
  const geometry = collection.features.find((each) => each.properties?.['kind'] === kind)?.geometry
  return geometry?.type === 'MultiPolygon' ? geometry.coordinates : []
}

describe('the orientation map', () => {
  it('is smaller than 1.5 MB', () => {
    const bytes = files.reduce((sum, file) => sum + Buffer.byteLength(file.content), 0)
    expect(bytes).toBeLessThan(1_500_000)
    expect(bytes).toBeGreaterThan(300_000)
  })

  it('is the same at each build', () => {
    expect(basemapFiles()).toEqual(files)
  })

  it('has nothing outside its box', () => {
    const [west, south, east, north] = orientationBox
    for (const name of ['land', 'water', 'labels']) {
      const outside = read(name)
        .features.flatMap(({ geometry }) => positions(geometry))
        .filter(([lon = NaN, lat = NaN]) => !(lon >= west && lon <= east && lat >= south && lat <= north))
      expect(outside).toEqual([])
    }
  })

  it.each([
    ['Astana', 71.45, 51.17, true],
    ['the town of Baikonur, drawn apart by the source', 63.32, 45.62, true],
    ['Omsk', 73.37, 54.99, false],
    ['Bishkek', 74.59, 42.87, false],
    ['the middle of the Caspian Sea', 51, 42.5, false],
  ])('says of %s whether it lies in Kazakhstan', (_, lon, lat, expected) => {
    expect(multi(read('land'), 'kazakhstan').some((rings) => isInside([lon, lat], rings))).toBe(expected)
  })

  it.each([
    ['Lake Balkhash', 74.2, 46.1],
    ['the Caspian Sea', 49.5, 43.5],
    ['Lake Zaysan', 84, 48],
    ['the northern Aral Sea', 60.6, 46.4],
  ])('shows %s as water', (_, lon, lat) => {
    expect(multi(read('water'), 'lake').some((rings) => isInside([lon, lat], rings))).toBe(true)
  })

  it('draws borders of oblasts inside the country only', () => {
    const kazakhstan = multi(read('land'), 'kazakhstan')
    const lines = read('land').features.find((each) => each.properties?.['kind'] === 'oblast-border')
    const middles = positions(lines?.geometry as Geometry)
    const inside = middles.filter((point) => kazakhstan.some((rings) => isInside(point, rings)))
    // Ends of such borders lie on the outer one.
    expect(inside.length / middles.length).toBeGreaterThan(0.95)
    expect(middles.length).toBeGreaterThan(500)
  })
})

describe('its names', () => {
  const labels = read('labels').features

  it('are there in three languages, each of the table once', () => {
    const places = labels.filter((each) => each.properties?.['kind'] === 'place')
    for (const { name } of namedPlaces) {
      expect(
        places.filter(
          ({ properties }) => properties?.['kk'] === name.kk && properties['ru'] === name.ru && properties['en'] === name.en,
        ),
      ).toHaveLength(1)
    }
  })

  it('hold the 17 oblasts, each inside the country', () => {
    const kazakhstan = multi(read('land'), 'kazakhstan')
    const oblasts = labels.filter((each) => each.properties?.['kind'] === 'region')
    expect(oblasts).toHaveLength(17)
    expect(
      oblasts.filter(({ geometry }) =>
        kazakhstan.some((rings) => isInside((geometry as { coordinates: Position }).coordinates, rings)),
      ),
    ).toHaveLength(17)
  })

  it('know 20 regions with distinct codes', () => {
    expect(new Set(regions.map(({ code }) => code)).size).toBe(20)
    expect(new Set(regions.map(({ geonamesCode }) => geonamesCode)).size).toBe(20)
  })
})
