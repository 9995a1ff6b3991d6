/** WGS 84 degrees. */
export interface LatLon {
  readonly lat: number
  readonly lon: number
}

export interface Circle {
  readonly kind: 'circle'
  readonly centre: LatLon
  readonly radiusMetres: number
}

/** One ring, not closed (the last corner joins the first), at least three corners; no holes yet. */
export interface Polygon {
  readonly kind: 'polygon'
  readonly ring: readonly LatLon[]
}

export type Shape = Circle | Polygon
