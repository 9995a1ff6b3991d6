/** WGS 84 degrees. */
export interface LatLon {
  readonly lat: number
  readonly lon: number
}

/**
 * Corners joined in order, the last one with the first (it is not repeated). The way round does not matter.
 * An edge is straight in degrees, as GeoJSON says (RFC 7946 §3.1.1): neither a great circle nor a line of constant bearing.
 */
export type Ring = readonly LatLon[]

export interface Circle {
  readonly kind: 'circle'
  readonly centre: LatLon
  readonly radiusMetres: number
}

/** One ring, less its holes. */
export interface Area {
  readonly ring: Ring
  readonly holes?: readonly Ring[]
}

export interface Polygon extends Area {
  readonly kind: 'polygon'
}

/** Several areas that share no ground: a district with an exclave, islands. */
export interface MultiPolygon {
  readonly kind: 'multipolygon'
  readonly polygons: readonly Area[]
}

/** Everything within half a width of a line: a way to work. The line may cross itself. */
export interface Corridor {
  readonly kind: 'corridor'
  readonly line: readonly LatLon[]
  readonly halfWidthMetres: number
}

export type Shape = Circle | Polygon | MultiPolygon | Corridor
