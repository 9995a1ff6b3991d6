import { describe, expect, it } from 'vitest'
import { type KnownPlace, nearestPlace } from './nearest-place.ts'

const place = (en: string, lat: number, lon: number): KnownPlace => ({ lat, lon, name: { kk: en, ru: en, en } })
const astana = place('Astana', 51.18, 71.446)
const kosshy = place('Kosshy', 50.98, 71.35)

describe('the signpost', () => {
  it.each([
    ['south of it', 51.08, 71.446, 0],
    ['west of it', 51.18, 71.346, 90],
    ['north of it', 51.28, 71.446, 180],
    ['east of it', 51.18, 71.546, 270],
  ])('points to the place from %s', (_, lat, lon, bearing) => {
    const post = nearestPlace({ lat, lon }, [astana], 'en')
    expect(Math.round(post?.bearingDegrees ?? NaN) % 360).toBe(bearing)
  })

  it('names the nearer of two with its distance', () => {
    const post = nearestPlace({ lat: 50.99, lon: 71.35 }, [astana, kosshy], 'en')
    expect(post?.name).toBe('Kosshy')
    expect(Math.round((post?.distanceMetres ?? 0) / 10)).toBe(111)
  })

  it('is none where no place is known', () => {
    expect(nearestPlace({ lat: 51, lon: 71 }, [], 'en')).toBeNull()
  })
})
