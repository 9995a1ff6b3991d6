import { distanceMetres } from '@bilezik/domain'
import type { LineString, Polygon } from 'geojson'
import { describe, expect, it } from 'vitest'
import type { TrailFix } from '../map-props.ts'
import { circleRing } from './circle.ts'
import { assumedAccuracyMetres, fixAt, isBlindAt, scrubFeatures, trailFeatures } from './trail-features.ts'

const minute = 60_000
const fix = (atMinute: number, change: Partial<TrailFix> = {}): TrailFix => ({
  atMs: atMinute * minute,
  lat: 51,
  lon: 71 + atMinute / 1000,
  accuracyMetres: 12,
  isValid: true,
  ...change,
})
const kinds = (features: ReturnType<typeof trailFeatures>, kind: string) =>
  features.features.filter((each) => each.properties?.['kind'] === kind)

describe('a circle', () => {
  it.each([43.25, 51.17, 54.9])('has the same true radius all around at latitude %d', (lat) => {
    const centre = { lat, lon: 71.4 }
    for (const [lon = 0, cornerLat = 0] of circleRing(centre, 500)) {
      expect(Math.abs(distanceMetres(centre, { lat: cornerLat, lon }) - 500)).toBeLessThan(1)
    }
  })

  it('is closed', () => {
    const ring = circleRing({ lat: 51, lon: 71 }, 100)
    expect(ring.at(-1)).toEqual(ring[0])
  })
})

describe('the trail', () => {
  it('joins valid fixes in the order of time and leaves invalid ones as dots', () => {
    const features = trailFeatures({ trail: [fix(2), fix(0), fix(1, { isValid: false })], gaps: [], scrubAtMs: null })
    const legs = kinds(features, 'leg')
    expect(legs.map((leg) => (leg.geometry as LineString).coordinates.map(([lon]) => lon))).toEqual([[71, 71.002]])
    expect(kinds(features, 'fix').map((dot) => dot.properties?.['isValid'])).toEqual([true, false, true])
  })

  it.each([
    ['in the middle of a leg', { fromMs: 1.2 * minute, untilMs: 1.8 * minute }, ['leg', 'gap', 'leg']],
    ['over two legs', { fromMs: 0.5 * minute, untilMs: 1.5 * minute }, ['gap', 'gap', 'leg']],
    ['that ends at a fix', { fromMs: 0.5 * minute, untilMs: 1 * minute }, ['gap', 'leg', 'leg']],
    ['that still lasts', { fromMs: 2.5 * minute, untilMs: null }, ['leg', 'leg', 'gap']],
    ['after the last fix', { fromMs: 3 * minute, untilMs: null }, ['leg', 'leg', 'leg']],
  ])('dashes the legs of a gap %s', (_, gap, expected) => {
    const features = trailFeatures({ trail: [fix(0), fix(1), fix(2), fix(3)], gaps: [gap], scrubAtMs: null })
    const lines = features.features.filter((each) => each.geometry.type === 'LineString')
    expect(lines.map((line) => line.properties?.['kind'])).toEqual(expected)
  })

  it('outlines an assumed accuracy for the newest fixes only, marked as not stated', () => {
    const trail = [0, 1, 2, 3, 4].map((at) => fix(at, { accuracyMetres: null }))
    const circles = kinds(trailFeatures({ trail, gaps: [], scrubAtMs: null }), 'uncertainty')
    expect(circles.map((circle) => circle.properties)).toEqual(
      Array.from({ length: 3 }, () => ({ kind: 'uncertainty', isStated: false, isOutlined: true })),
    )
    const [lon = 0, lat = 0] = (circles[0]?.geometry as Polygon | undefined)?.coordinates[0]?.[0] ?? []
    expect(distanceMetres({ lat: 51, lon: 71.002 }, { lat, lon })).toBeCloseTo(assumedAccuracyMetres, 0)
  })

  it('outlines only the scrubbed fix while scrubbing', () => {
    const circles = kinds(
      trailFeatures({ trail: [0, 1, 2].map((at) => fix(at)), gaps: [], scrubAtMs: 1.5 * minute }),
      'uncertainty',
    )
    expect(circles.map((circle) => circle.properties?.['isOutlined'])).toEqual([false, true, false])
  })

  it('of nothing is nothing', () => {
    expect(trailFeatures({ trail: [], gaps: [], scrubAtMs: 5 }).features).toEqual([])
  })
})

describe('scrubbing', () => {
  const trail = [fix(0), fix(5), fix(6, { isValid: false })]
  const clock = (atMs: number) => `${atMs / minute} min`

  it('shows the last valid fix, never a place between two', () => {
    expect([-1, 0, 4.9, 5, 9].map((at) => fixAt(trail, at * minute)?.atMs ?? null)).toEqual([null, 0, 0, 5 * minute, 5 * minute])
  })

  it('is blind from the start of a gap until just before its end', () => {
    const gaps = [{ fromMs: 10, untilMs: 20 }]
    expect([9, 10, 19, 20].map((at) => isBlindAt(gaps, at))).toEqual([false, true, true, false])
  })

  it('says that nothing is known in a gap', () => {
    const [inGap] = scrubFeatures({ trail, gaps: [{ fromMs: 7 * minute, untilMs: null }], scrubAtMs: 8 * minute }, clock).features
    expect(inGap?.properties).toEqual({ label: '5 min … ?', isBlind: true })
  })

  it('shows nothing while not scrubbing', () => {
    expect(scrubFeatures({ trail, gaps: [], scrubAtMs: null }, clock).features).toEqual([])
  })
})
