import { type GeoJsonArea, type Shape, toGeoJson } from '@bilezik/domain'
import type { Feature, FeatureCollection, Position } from 'geojson'
import type { MapZone } from '../map-props.ts'

/** Of a pure function by the shape's identity: the outline of a corridor takes some milliseconds, a frame of the map fewer. */
const areas = new WeakMap<Shape, GeoJsonArea>()

function areaOf(shape: Shape): GeoJsonArea {
  const known = areas.get(shape)
  if (known) return known
  const area = toGeoJson(shape)
  areas.set(shape, area)
  return area
}

/** The northernmost corner: a name above the zone hides nothing inside it. */
function top(area: GeoJsonArea): Position | undefined {
  const corners = (area.type === 'Polygon' ? area.coordinates : area.coordinates.flat()).flat()
  const [first] = corners
  return first && corners.reduce((best, corner) => (corner[1] > best[1] ? corner : best), first)
}

/** An area and a point for the name, a zone. */
export function zoneFeatures(zones: readonly MapZone[]): FeatureCollection {
  const features = zones.flatMap((zone): Feature[] => {
    const geometry = areaOf(zone.shape)
    const name = top(geometry)
    if (name === undefined) return []
    const properties = { kind: zone.kind, name: zone.name }
    return [
      { type: 'Feature', properties, geometry },
      { type: 'Feature', properties, geometry: { type: 'Point', coordinates: name } },
    ]
  })
  return { type: 'FeatureCollection', features }
}
