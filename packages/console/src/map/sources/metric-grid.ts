import { type LatLon, metresPerDegree } from '@bilezik/domain'
import type { Feature, FeatureCollection } from 'geojson'

/** Cells of the grid, metres: a person counts in 1, 2 and 5. */
const cellsMetres = [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000]
/** No cell is narrower than this on the screen. */
const smallestCellPixels = 70
/** Beyond this a grid of equal metres bends too much in the map's projection to be read as one. */
const widestGridMetres = 20_000

export interface View {
  readonly centre: LatLon
  readonly metresPerPixel: number
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** The smallest readable cell at this scale, metres. */
export function cellMetres(metresPerPixel: number): number {
  return cellsMetres.find((cell) => cell / metresPerPixel >= smallestCellPixels) ?? (cellsMetres.at(-1) as number)
}

/**
 * Lines of true metres over the view, counted from the nearest whole degrees and scaled at the nearest tenth of a degree
 * of latitude: a small move of the map moves no line. Every fifth line is major.
 */
export function metricGrid(view: View): FeatureCollection {
  const cell = cellMetres(view.metresPerPixel)
  if (cell > widestGridMetres) return { type: 'FeatureCollection', features: [] }
  const scale = metresPerDegree(Math.round(view.centre.lat * 10) / 10)
  const origin = { lat: Math.round(view.centre.lat), lon: Math.round(view.centre.lon) }
  const [stepLat, stepLon] = [cell / scale.lat, cell / scale.lon]
  const line = (i: number, coordinates: [number, number][]): Feature => ({
    type: 'Feature',
    properties: { isMajor: i % 5 === 0 },
    geometry: { type: 'LineString', coordinates },
  })
  const features: Feature[] = []
  for (let i = Math.ceil((view.west - origin.lon) / stepLon); origin.lon + i * stepLon <= view.east; i++) {
    const lon = origin.lon + i * stepLon
    features.push(
      line(i, [
        [lon, view.south],
        [lon, view.north],
      ]),
    )
  }
  for (let i = Math.ceil((view.south - origin.lat) / stepLat); origin.lat + i * stepLat <= view.north; i++) {
    const lat = origin.lat + i * stepLat
    features.push(
      line(i, [
        [view.west, lat],
        [view.east, lat],
      ]),
    )
  }
  return { type: 'FeatureCollection', features }
}
