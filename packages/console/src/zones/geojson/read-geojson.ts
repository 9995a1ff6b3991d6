import {
  type Area,
  type LatLon,
  type Ring,
  type Shape,
  type ZoneFault,
  cornersOf,
  faultOfZone,
  maxCorners,
  simplifyShape,
  whereZoneLies,
} from '@bilezik/domain'

/** A national border at the detail that offices publish has some megabytes; what is larger is no one person's zone. */
export const mostFileBytes = 10 * 1024 * 1024
/** More than a person can look through. */
const mostFound = 100
const usualHalfWidthMetres = 50

export type ImportRefusal = 'not-json' | 'not-geojson' | 'other-reference-system' | 'nothing-found' | 'too-many-shapes'
export type ImportNote = 'altitude-left-out' | 'width-assumed' | 'partly-abroad' | 'abroad'

/** One area or line of the file. Without a shape: what it says is no ring or no line. */
export interface Found {
  readonly name: string | null
  readonly corners: number
  readonly shape: Shape | null
  readonly fault: ZoneFault | { readonly reason: 'not-closed' } | null
  readonly notes: readonly ImportNote[]
}

export type Imported =
  | {
      readonly ok: true
      readonly found: readonly Found[]
      /** Points and the like, which are no zones. */ readonly passedOver: number
    }
  | { readonly ok: false; readonly reason: ImportRefusal; readonly detail?: string }

type Json = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Degrees that no turn of the earth explains are metres of some projection. */
const mostDegrees = 360

class Reader {
  hasAltitude = false
  isProjected = false

  line(given: unknown): LatLon[] | null {
    const line: LatLon[] = []
    for (const position of listOf(given)) {
      const [lon, lat, altitude] = listOf(position)
      if (typeof lon !== 'number' || typeof lat !== 'number') return null
      if (altitude !== undefined) this.hasAltitude = true
      if (Math.abs(lon) > mostDegrees || Math.abs(lat) > mostDegrees) this.isProjected = true
      line.push({ lat, lon })
    }
    return Array.isArray(given) ? line : null
  }

  ring(given: unknown): Ring | 'not-closed' | null {
    const line = this.line(given)
    const [first, last] = [line?.[0], line?.at(-1)]
    if (!line || !first || !last) return null
    return first.lat === last.lat && first.lon === last.lon ? line.slice(0, -1) : 'not-closed'
  }

  area(given: unknown): Area | 'not-closed' | null {
    const rings = listOf(given).map((ring) => this.ring(ring))
    if (rings.includes('not-closed')) return 'not-closed'
    const [ring, ...holes] = rings as readonly (Ring | null)[]
    if (!ring || holes.includes(null)) return null
    return holes.length > 0 ? { ring, holes: holes as readonly Ring[] } : { ring }
  }

  shape(geometry: Json, properties: Json): Shape | 'not-closed' | null {
    const { type, coordinates } = geometry
    if (type === 'LineString') {
      const line = this.line(coordinates)
      const width = properties['halfWidthMetres']
      return line && { kind: 'corridor', line, halfWidthMetres: typeof width === 'number' ? width : usualHalfWidthMetres }
    }
    if (type === 'MultiPolygon') {
      const areas = listOf(coordinates).map((area) => this.area(area))
      if (areas.includes('not-closed')) return 'not-closed'
      if (areas.length === 0 || areas.includes(null)) return null
      const polygons = areas as readonly Area[]
      const [only, ...others] = polygons
      return only && others.length === 0 ? { kind: 'polygon', ...only } : { kind: 'multipolygon', polygons }
    }
    const area = this.area(coordinates)
    const circle = circleIn(properties)
    if (area === null || area === 'not-closed') return area
    return circle ?? { kind: 'polygon', ...area }
  }
}

/** As `exportedZone` writes it: a circle is drawn as its corners and told as what it is. */
function circleIn(properties: Json): Shape | undefined {
  const { centre, radiusMetres } = properties
  const [lon, lat] = listOf(centre)
  return typeof lon === 'number' && typeof lat === 'number' && typeof radiusMetres === 'number'
    ? { kind: 'circle', centre: { lat, lon }, radiusMetres }
    : undefined
}

const readable = new Set(['Polygon', 'MultiPolygon', 'LineString'])
const known = new Set([
  ...readable,
  'Point',
  'MultiPoint',
  'MultiLineString',
  'GeometryCollection',
  'Feature',
  'FeatureCollection',
])

interface Piece {
  readonly geometry: Json
  readonly properties: Json
}

/** Collections within collections are opened a few times, no more: nobody draws them, a hostile file does. */
function piecesOf(json: Json, properties: Json = {}, depth = 0): Piece[] {
  if (depth > 4) return []
  const within = (list: unknown) => listOf(list).flatMap((one) => (isObject(one) ? piecesOf(one, properties, depth + 1) : []))
  if (json['type'] === 'FeatureCollection') return within(json['features'])
  if (json['type'] === 'GeometryCollection') return within(json['geometries'])
  if (json['type'] !== 'Feature') return [{ geometry: json, properties }]
  const own = isObject(json['properties']) ? json['properties'] : {}
  return isObject(json['geometry']) ? piecesOf(json['geometry'], own, depth + 1) : []
}

/** Names that mean longitude and latitude of WGS 84, as GeoJSON since 2016 always does. */
const ownReference = /CRS:?84|EPSG:{1,2}4326$/i

function otherReference(json: Json): string | undefined {
  const { crs } = json
  if (crs === undefined || crs === null) return undefined
  const properties = isObject(crs) && isObject(crs['properties']) ? crs['properties'] : {}
  const name = typeof properties['name'] === 'string' ? properties['name'] : JSON.stringify(crs).slice(0, 100)
  return ownReference.test(name) ? undefined : name
}

function foundIn({ geometry, properties }: Piece): Found & { readonly isProjected: boolean } {
  const reader = new Reader()
  const shape = reader.shape(geometry, properties)
  const hasWidth = typeof properties['halfWidthMetres'] === 'number'
  const isLine = geometry['type'] === 'LineString'
  const name = [properties['name'], properties['NAME'], properties['title']].find((one) => typeof one === 'string')
  const isShape = shape !== null && shape !== 'not-closed'
  const fault = isShape
    ? (faultOfZone(shape) ?? null)
    : { reason: shape === 'not-closed' ? ('not-closed' as const) : ('too-few-corners' as const) }
  const lies = isShape && !fault ? whereZoneLies(shape) : 'here'
  return {
    name: name === undefined ? null : name.slice(0, 100),
    corners: isShape ? cornersOf(shape) : 0,
    shape: isShape ? shape : null,
    fault,
    notes: [
      ...(reader.hasAltitude ? (['altitude-left-out'] as const) : []),
      ...(isLine && !hasWidth ? (['width-assumed'] as const) : []),
      ...(lies === 'here' ? [] : [lies]),
    ],
    isProjected: reader.isProjected,
  }
}

/** Every area and line of a GeoJSON text, each judged as a zone. Linear in the text but for the judgement, which is bounded. */
export function readGeoJson(text: string): Imported {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return { ok: false, reason: 'not-json', detail: error instanceof Error ? error.message.slice(0, 200) : '' }
  }
  if (!isObject(json) || !known.has(String(json['type']))) return { ok: false, reason: 'not-geojson' }
  const other = otherReference(json)
  if (other !== undefined) return { ok: false, reason: 'other-reference-system', detail: other }
  const pieces = piecesOf(json)
  const areas = pieces.filter(({ geometry }) => readable.has(String(geometry['type'])))
  if (areas.length === 0) return { ok: false, reason: 'nothing-found' }
  if (areas.length > mostFound) return { ok: false, reason: 'too-many-shapes', detail: String(areas.length) }
  const found = areas.map(foundIn)
  if (found.some(({ isProjected }) => isProjected)) return { ok: false, reason: 'other-reference-system' }
  return {
    ok: true,
    found: found.map(({ isProjected: _, ...one }) => one),
    passedOver: pieces.length - areas.length,
  }
}

export interface SimplifiedFound {
  readonly found: Found
  readonly departureMetres: number
}

/** On request only: fewer corners, and how far the border then departs from the file's. Null: no tolerance does it. */
export function simplifyFound(found: Found, mostCorners: number = maxCorners): SimplifiedFound | null {
  const simplified = found.shape && simplifyShape(found.shape, mostCorners)
  if (!simplified) return null
  const { shape, corners, departureMetres } = simplified
  const fault = faultOfZone(shape) ?? null
  return { found: { ...found, shape, corners, fault }, departureMetres }
}
