import { describe, expect, it } from 'vitest'
import { type Obligation } from '../api/queries.ts'
import { zonesOf } from './map-data.ts'

const centre = { lat: 51.1, lon: 71.4 }
const circle = { kind: 'circle', centre, radiusMetres: 100 } as const
const ring = [centre, { lat: 51.1, lon: 71.5 }, { lat: 51.2, lon: 71.5 }, { lat: 51.2, lon: 71.4 }]
const square = { kind: 'polygon' as const, ring }
const owed = (rule: Obligation['rule']): Obligation => ({
  lineageId: 'lineage',
  orderId: 'order',
  rule,
  status: 'kept',
  since: '2026-11-22T10:00:00.000Z',
  presence: null,
  nextChangeAt: null,
  source: { kind: 'order', citation: null },
})
type Place = Extract<Obligation['rule'], { kind: 'distance' }>['places'][number]
const keepAway = (shape: Place['shape']) => owed({ kind: 'distance', metres: 500, places: [{ name: 'Home of N.', shape }] })

describe('the zones of a person on the map', () => {
  it('a territory is drawn as what it is', () => {
    const rule = owed({
      kind: 'territory',
      zone: { name: 'Astana', shape: circle },
      level: 'locality',
      leave: 'notice',
      returnGraceMs: 0,
    })
    expect(zonesOf([rule], 'en')).toEqual([{ lineageId: 'lineage', name: 'Astana', kind: 'territory', shape: circle }])
  })

  it('a place of a protected person is forbidden as far as the distance reaches', () => {
    expect(zonesOf([keepAway(circle)], 'en')).toEqual([
      {
        lineageId: 'lineage',
        name: 'Home of N., 500\u00A0m',
        kind: 'exclusion',
        shape: { ...circle, radiusMetres: 600 },
      },
    ])
  })

  it('round a place with corners there is a strip as wide as the distance, and the name is written once', () => {
    const zones = zonesOf([keepAway(square)], 'en')
    expect(zones.map(({ shape }) => shape)).toEqual([square, { kind: 'corridor', line: [...ring, centre], halfWidthMetres: 500 }])
    expect(zones.map(({ name }) => name !== '')).toEqual([true, false])
  })
})
