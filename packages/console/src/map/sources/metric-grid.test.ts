import { distanceMetres } from '@bilezik/domain'
import type { LineString } from 'geojson'
import { describe, expect, it } from 'vitest'
import { cellMetres, metricGrid, type View } from './metric-grid.ts'

/** A screen of 1,000 by 800 pixels. */
function viewOf(lat: number, lon: number, metresPerPixel: number): View {
  const halfLat = (400 * metresPerPixel) / 111_200
  const halfLon = (500 * metresPerPixel) / (111_300 * Math.cos((lat * Math.PI) / 180))
  return {
    centre: { lat, lon },
    metresPerPixel,
    west: lon - halfLon,
    east: lon + halfLon,
    south: lat - halfLat,
    north: lat + halfLat,
  }
}
const lines = (view: View) =>
  metricGrid(view).features.map((each) => (each.geometry as LineString).coordinates as [[number, number], [number, number]])

describe('a cell', () => {
  it.each([
    [0.1, 10],
    [1, 100],
    [1.43, 200],
    [7, 500],
    [10, 1_000],
    [1e9, 1_000_000],
  ])('at %d m a pixel is %d m', (metresPerPixel, expected) => {
    expect(cellMetres(metresPerPixel)).toBe(expected)
  })
})

describe('the grid', () => {
  it.each([
    ['Almaty', 43.25, 76.95],
    ['Petropavl', 54.87, 69.15],
  ])('has cells of true metres both ways in %s', (_, lat, lon) => {
    const all = lines(viewOf(lat, lon, 10))
    const vertical = all.filter(([a, b]) => a[0] === b[0])
    const horizontal = all.filter(([a, b]) => a[1] === b[1])
    const [a, b] = [vertical[0]?.[0][0] ?? 0, vertical[1]?.[0][0] ?? 0]
    expect(Math.abs(distanceMetres({ lat, lon: a }, { lat, lon: b }) - 1_000)).toBeLessThan(2)
    const [c, d] = [horizontal[0]?.[0][1] ?? 0, horizontal[1]?.[0][1] ?? 0]
    expect(Math.abs(distanceMetres({ lat: c, lon }, { lat: d, lon }) - 1_000)).toBeLessThan(2)
    expect(vertical.length + horizontal.length).toBeLessThan(30)
  })

  it('keeps its lines while the map moves a little', () => {
    const columns = (lon: number) => new Set(lines(viewOf(51.17, lon, 10)).map(([a, b]) => (a[0] === b[0] ? a[0] : null)))
    const [before, after] = [columns(71.4), columns(71.41)]
    expect([...after].filter((lon) => before.has(lon)).length).toBeGreaterThan(8)
  })

  it('is not drawn over whole countries', () => {
    expect(lines(viewOf(48, 67, 2_000))).toEqual([])
  })
})
