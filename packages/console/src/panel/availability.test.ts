import { describe, expect, it } from 'vitest'
import { availabilityOf } from './availability.ts'
import { incidentOf } from './incident-fixture.ts'

const takenBy = (byUserId: string) =>
  ({ state: 'taken', taken: { byUserId, byName: 'А. С.', at: '2026-11-22T17:01:00Z' } }) as const

describe('what can be done', () => {
  it.each([
    { given: 'untaken', incident: incidentOf({ id: 'a' }), can: ['take', 'note'] },
    { given: 'mine', incident: incidentOf({ id: 'a', ...takenBy('me') }), can: ['note', 'conclude', 'release'] },
    { given: 'a colleague’s', incident: incidentOf({ id: 'a', ...takenBy('you') }), can: ['note'] },
    { given: 'concluded', incident: incidentOf({ id: 'a', ...takenBy('me'), state: 'concluded' }), can: ['note', 'reopen'] },
    { given: 'nothing', incident: undefined, can: [] },
  ])('with $given: $can', ({ incident, can }) => {
    const available = availabilityOf(incident, 'me', true)
    expect(
      Object.entries(available)
        .filter(([, why]) => why === null)
        .map(([name]) => name),
    ).toEqual(can)
  })

  it('a role that does not work on incidents is told so before anything else', () => {
    expect(new Set(Object.values(availabilityOf(incidentOf({ id: 'a' }), 'me', false)))).toEqual(new Set(['whyNoPermission']))
  })

  it('an incident of a colleague says that it is taken', () => {
    expect(availabilityOf(incidentOf({ id: 'a', ...takenBy('you') }), 'me', true).take).toBe('whyTakenBy')
  })
})
