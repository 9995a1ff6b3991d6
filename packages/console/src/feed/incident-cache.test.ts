import { describe, expect, it } from 'vitest'
import { incidentOf } from '../panel/incident-fixture.ts'
import { withIncident } from './incident-cache.ts'

const concludedAt = (id: string, at: string) =>
  incidentOf({ id, state: 'concluded', concluded: { byName: 'А. С.', at, conclusion: 'confirmed', note: '' } })

describe('an incident from the feed', () => {
  it('comes in front when it is new and in its place when it is known', () => {
    const list = withIncident([incidentOf({ id: 'a' }), incidentOf({ id: 'b' })], incidentOf({ id: 'c' }))
    expect(list.map(({ id }) => id)).toEqual(['c', 'a', 'b'])
    const changed = withIncident(list, incidentOf({ id: 'a', severity: 'critical' }))
    expect(changed.map(({ id, severity }) => [id, severity])).toEqual([
      ['c', 'high'],
      ['a', 'critical'],
      ['b', 'high'],
    ])
  })

  it('once concluded stays known for ten minutes, so that its row need not vanish, and no longer', () => {
    const first = withIncident([incidentOf({ id: 'a' }), incidentOf({ id: 'b' })], concludedAt('a', '2026-11-22T17:00:00Z'))
    expect(first.map(({ id }) => id)).toEqual(['a', 'b'])
    const within = withIncident(first, concludedAt('b', '2026-11-22T17:09:59Z'))
    expect(within.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(withIncident(first, concludedAt('b', '2026-11-22T17:10:00Z')).map(({ id }) => id)).toEqual(['b'])
  })

  it('that is over and was never shown is no news', () => {
    expect(withIncident([], concludedAt('a', '2026-11-22T17:00:00Z'))).toEqual([])
  })
})
