import type {
  Feature,
  FeatureCollection,
  GeometryCollection,
  LineString,
  MultiLineString,
  MultiPolygon,
  Polygon,
  Position,
} from 'geojson'
import { cutLine, cutRing, orientationBox, ringArea, rounded, simplifyRing } from './geometry.ts'
import { readPackageJson } from './sources.ts'

/** About 220 m: a lake keeps its shape, its shore loses the detail that the source only guesses at (1 km). */
const toleranceDegrees = 0.002
/** About 2 km²: smaller lakes are specks that say nothing about where one is. */
const smallestSquareDegrees = 0.000_25

function lakes(): Feature {
  const world = readPackageJson('@geo-maps/earth-waterbodies-1km/map.geo.json') as GeometryCollection<Polygon | MultiPolygon>
  const polygons = world.geometries.flatMap((shape) => (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates))
  const kept: Position[][][] = []
  for (const rings of polygons) {
    const cut = rings
      .map((ring) => cutRing(ring, orientationBox))
      .filter((ring) => ring.length > 3 && ringArea(ring) > smallestSquareDegrees)
      .map((ring) => rounded(simplifyRing(ring, toleranceDegrees)))
      .filter((ring) => ring.length > 3)
    if (cut.length > 0) kept.push(cut)
  }
  return { type: 'Feature', properties: { kind: 'lake' }, geometry: { type: 'MultiPolygon', coordinates: kept } }
}

function rivers(): Feature[] {
  const world = readPackageJson('mapeo-offline-map/dist/rivers.json') as FeatureCollection<
    LineString | MultiLineString,
    { min_zoom: number }
  >
  return world.features.flatMap(({ geometry, properties }) => {
    const lines = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates
    const coordinates = lines.flatMap((line) => cutLine(line, orientationBox))
    if (coordinates.length === 0) return []
    return [
      {
        type: 'Feature',
        properties: { kind: 'river', minZoom: properties.min_zoom },
        geometry: { type: 'MultiLineString', coordinates },
      },
    ]
  })
}

export function buildWater(): FeatureCollection {
  return { type: 'FeatureCollection', features: [lakes(), ...rivers()] }
}
