import type { Mark } from '@bilezik/contract'
import { describe, expect, it } from 'vitest'
import type { MapZone, TrailFix } from '../map-props.ts'
import { frameBounds } from './frame.ts'

const mark = (personId: string, lat: number, lon: number): [string, Mark] => [
  personId,
  {
    personId,
    name: personId,
    lat,
    lon,
    accuracyMetres: null,
    fixAt: '2026-11-22T17:00:00Z',
    contactAt: null,
    standing: 'kept',
    worstSeverity: null,
    openIncidents: 0,
  },
]
const circle = (lat: number, lon: number, radiusMetres = 111): MapZone => ({
  lineageId: 'z',
  name: 'z',
  kind: 'curfew',
  shape: { kind: 'circle', centre: { lat, lon }, radiusMetres },
})
const fix = (atMs: number, lon: number, change: Partial<TrailFix> = {}): TrailFix => ({
  atMs,
  lat: 51,
  lon,
  accuracyMetres: null,
  isValid: true,
  ...change,
})
const people = new Map([mark('astana', 51, 71), mark('almaty', 43, 77)])
const nobody = { marks: people, zones: [], trail: [] }

describe('the frame', () => {
  it('of nobody selected holds everyone', () => {
    expect(frameBounds({ ...nobody, selectedPersonId: null })).toEqual([71, 43, 77, 51])
  })

  it('of nothing at all is nothing', () => {
    expect(frameBounds({ marks: new Map(), selectedPersonId: null, zones: [], trail: [] })).toBeNull()
    expect(frameBounds({ marks: new Map(), selectedPersonId: 'astana', zones: [], trail: [] })).toBeNull()
  })

  it('holds person, zone and last fixes', () => {
    const bounds = frameBounds({
      ...nobody,
      selectedPersonId: 'astana',
      zones: [circle(51.1, 71)],
      trail: [fix(1, 71.2), fix(2, 71.1)],
    })
    expect(bounds?.map((value) => Math.round(value * 1000) / 1000)).toEqual([70.998, 51, 71.2, 51.101])
  })

  it('leaves out a zone in another city', () => {
    expect(frameBounds({ ...nobody, selectedPersonId: 'astana', zones: [circle(43, 77)], trail: [] })).toEqual([71, 51, 71, 51])
  })

  it.each<{ name: string; shape: MapZone['shape']; expected: readonly number[] }>([
    {
      name: 'all parts of a zone near by',
      shape: {
        kind: 'multipolygon',
        polygons: [71.1, 71.3].map((lon) => ({
          ring: [
            { lat: 51.1, lon },
            { lat: 51.2, lon },
            { lat: 51.1, lon: lon + 0.1 },
          ],
        })),
      },
      expected: [71, 51, 71.4, 51.2],
    },
    {
      name: 'a corridor with its width',
      shape: {
        kind: 'corridor',
        line: [
          { lat: 51, lon: 71 },
          { lat: 51, lon: 71.2 },
        ],
        halfWidthMetres: 1_112.6,
      },
      expected: [70.984, 50.99, 71.216, 51.01],
    },
    {
      name: 'of a region the border near by',
      shape: {
        kind: 'polygon',
        ring: [
          { lat: 51.1, lon: 71.1 },
          { lat: 53, lon: 71 },
          { lat: 53, lon: 66 },
          { lat: 49, lon: 66 },
        ],
      },
      expected: [71, 51, 71.1, 51.1],
    },
  ])('holds $name', ({ shape, expected }) => {
    const zones = [{ lineageId: 'z', name: 'z', kind: 'curfew' as const, shape }]
    const bounds = frameBounds({ ...nobody, selectedPersonId: 'astana', zones, trail: [] })
    expect(bounds?.map((value) => Math.round(value * 1000) / 1000)).toEqual(expected)
  })

  it('holds every zone of someone who has no position', () => {
    expect(
      frameBounds({ ...nobody, selectedPersonId: 'nowhere', zones: [circle(43, 77), circle(51, 71)], trail: [] })?.[3],
    ).toBeGreaterThan(51)
  })

  it('holds only the last ten valid fixes, in whatever order they come', () => {
    const trail = [fix(0, 60), ...Array.from({ length: 10 }, (_, i) => fix(i + 1, 71 + i / 100)), fix(99, 20, { isValid: false })]
    expect(frameBounds({ ...nobody, selectedPersonId: 'astana', trail: trail.toReversed() })?.[0]).toBe(71)
  })

  it('does not let one position of a far cell mast blow it up', () => {
    const bounds = frameBounds({ ...nobody, selectedPersonId: 'astana', trail: [fix(1, 71, { accuracyMetres: 30_000 })] })
    expect((bounds?.[3] ?? 0) - 51).toBeLessThan(0.02)
  })
})
