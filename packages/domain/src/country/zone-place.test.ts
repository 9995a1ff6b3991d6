import { describe, expect, it } from 'vitest'
import { maxCorners } from '../geometry/parse-shape.ts'
import type { LatLon, Shape } from '../geometry/shape.ts'
import { faultOfZone, whereZoneLies, withExchangedCoordinates } from './zone-place.ts'

const astana: LatLon = { lat: 51.13, lon: 71.43 }
const box = (south: number, west: number, north: number, east: number): Shape => ({
  kind: 'polygon',
  ring: [
    { lat: south, lon: west },
    { lat: south, lon: east },
    { lat: north, lon: east },
    { lat: north, lon: west },
  ],
})
const circle = (centre: LatLon): Shape => ({ kind: 'circle', centre, radiusMetres: 100 })
const round = (corners: number, { lat, lon }: LatLon): Shape => ({
  kind: 'polygon',
  ring: Array.from({ length: corners }, (_, i) => ({
    lat: lat + 0.1 * Math.sin((2 * Math.PI * i) / corners),
    lon: lon + 0.1 * Math.cos((2 * Math.PI * i) / corners),
  })),
})

describe('where a zone lies', () => {
  it.each([
    { given: 'a home in Astana', shape: circle(astana), fault: undefined, lies: 'here' },
    {
      given: 'that home with longitude first',
      shape: circle({ lat: 71.43, lon: 51.13 }),
      fault: 'coordinates-swapped',
      lies: 'abroad',
    },
    { given: 'a district with longitude first', shape: box(71.3, 51, 71.6, 51.3), fault: 'coordinates-swapped', lies: 'abroad' },
    { given: 'a square of four metres', shape: box(51.13, 71.43, 51.130036, 71.430057), fault: 'too-small', lies: 'here' },
    { given: 'a little house', shape: box(51.13, 71.43, 51.130054, 71.430086), fault: undefined, lies: 'here' },
    { given: 'a border of the most corners', shape: round(maxCorners, astana), fault: undefined, lies: 'here' },
    { given: 'a town in Russia', shape: circle({ lat: 55.03, lon: 82.92 }), fault: undefined, lies: 'abroad' },
    {
      given: 'fields on both sides of the northern border',
      shape: box(54.5, 68.5, 55.6, 70),
      fault: undefined,
      lies: 'partly-abroad',
    },
    { given: 'a box around the whole country', shape: box(38, 44, 57, 90), fault: undefined, lies: 'partly-abroad' },
    // Exchanged, the place would be in the Arctic sea: it is where it is meant to be, however far.
    { given: 'a place in Chile', shape: circle({ lat: -33.4, lon: -70.6 }), fault: undefined, lies: 'abroad' },
  ])('$given: fault $fault, lies $lies', ({ shape, fault, lies }) => {
    expect(faultOfZone(shape)?.reason).toBe(fault)
    expect(whereZoneLies(shape)).toBe(lies)
  })

  it('what cannot be judged says so before it is asked where it lies', () => {
    expect(faultOfZone({ kind: 'polygon', ring: [] })?.reason).toBe('too-few-corners')
    expect(faultOfZone(round(maxCorners + 1, astana))?.reason).toBe('too-many-corners')
  })

  it.each<Shape>([
    circle(astana),
    { kind: 'corridor', line: [astana, { lat: 51.2, lon: 71.5 }], halfWidthMetres: 50 },
    { kind: 'polygon', ring: [astana, { lat: 51.2, lon: 71.5 }, { lat: 51.3, lon: 71.4 }], holes: [[astana]] },
    { kind: 'multipolygon', polygons: [{ ring: [astana] }, { ring: [astana], holes: [[astana]] }] },
  ])('coordinates exchanged twice are as they were: $kind', (shape) => {
    expect(withExchangedCoordinates(shape)).not.toEqual(shape)
    expect(withExchangedCoordinates(withExchangedCoordinates(shape))).toEqual(shape)
  })
})
