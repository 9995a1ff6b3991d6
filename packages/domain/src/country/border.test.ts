import { describe, expect, it } from 'vitest'
import { sideOfBorder } from './border.ts'

describe('a place is in Kazakhstan', () => {
  it.each([
    { place: 'Astana', lat: 51.16, lon: 71.42, expected: 'inside' },
    { place: 'Aktau, at the sea', lat: 43.65, lon: 51.22, expected: 'inside' },
    { place: 'the town of Baikonur', lat: 45.62, lon: 63.32, expected: 'inside' },
    { place: 'Petropavl, 60 km from the border', lat: 54.87, lon: 69.15, expected: 'inside' },
    { place: 'Omsk, in the box of the country', lat: 54.99, lon: 73.37, expected: 'outside' },
    { place: 'Bishkek, in the box of the country', lat: 42.87, lon: 74.59, expected: 'outside' },
    { place: 'Tashkent, in the box of the country', lat: 41.3, lon: 69.24, expected: 'outside' },
    { place: 'Orenburg, in the box of the country', lat: 51.77, lon: 55.1, expected: 'outside' },
    { place: 'the middle of the Caspian', lat: 43.5, lon: 49.8, expected: 'outside' },
    { place: 'Istanbul', lat: 41, lon: 29, expected: 'outside' },
    { place: 'the checkpoint at Korday', lat: 43.04, lon: 74.71, expected: 'near-border' },
    { place: 'the checkpoint at Zhibek Zholy', lat: 41.47, lon: 69.35, expected: 'near-border' },
    { place: 'the antipodes', lat: -48, lon: -113, expected: 'outside' },
    { place: 'the pole', lat: 90, lon: 0, expected: 'outside' },
  ])('$place: $expected', ({ lat, lon, expected }) => {
    expect(sideOfBorder({ lat, lon })).toBe(expected)
  })
})
