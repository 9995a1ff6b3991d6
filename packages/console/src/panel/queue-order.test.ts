import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { severities } from '@bilezik/domain'
import { incidentOf } from './incident-fixture.ts'
import { arrange, belongs, follow, neighbour } from './queue-order.ts'

const taken = (byUserId: string) =>
  ({ state: 'taken', taken: { byUserId, byName: 'А. С.', at: '2026-11-22T17:01:00Z' } }) as const
const keepNothing = { selectedId: undefined, isHeld: false, known: new Set<string>() }
const arb = fc.uniqueArray(fc.record({ id: fc.uuid(), severity: fc.constantFrom(...severities) }), {
  selector: ({ id }) => id,
  maxLength: 12,
})

describe('the queue', () => {
  it('begins with the untaken, the worst, what still lasts, the longest waiting', () => {
    const order = arrange([
      incidentOf({ id: 'low', severity: 'low' }),
      incidentOf({ id: 'critical-taken', severity: 'critical', ...taken('me') }),
      incidentOf({ id: 'high-late', openedAt: '2026-11-22T17:05:00Z' }),
      incidentOf({ id: 'high-over', isActive: false, openedAt: '2026-11-22T16:00:00Z' }),
      incidentOf({ id: 'high-early' }),
      incidentOf({ id: 'critical', severity: 'critical' }),
    ])
    expect(order.ids).toEqual(['critical', 'high-early', 'high-late', 'high-over', 'low', 'critical-taken'])
  })

  it('puts a new one above, marked, however low it is, and moves nothing that stands', () => {
    const standing = [incidentOf({ id: 'a', severity: 'critical' }), incidentOf({ id: 'b' })]
    const order = follow(arrange(standing), [...standing, incidentOf({ id: 'new', severity: 'low' })], keepNothing)
    expect(order.ids).toEqual(['new', 'a', 'b'])
    expect([...order.fresh]).toEqual(['new'])
  })

  it('keeps the order of what stands under any arrivals and leavings', () => {
    fc.assert(
      fc.property(arb, arb, fc.integer({ min: 0, max: 12 }), (first, second, left) => {
        const before = arrange(first.map(incidentOf))
        const after = follow(before, [...first.slice(left), ...second].map(incidentOf), keepNothing)
        const stood = new Set(before.ids)
        const stay = new Set(after.ids)
        expect(after.ids.filter((id) => stood.has(id))).toEqual(before.ids.filter((id) => stay.has(id)))
        expect(new Set(after.ids)).toEqual(new Set([...first.slice(left), ...second].map(({ id }) => id)))
      }),
    )
  })

  it('is the same object when nothing changed, so that nothing is drawn again', () => {
    const incidents = [incidentOf({ id: 'a' })]
    const order = arrange(incidents)
    expect(follow(order, incidents, keepNothing)).toBe(order)
  })

  it.each([
    { selectedId: 'a', isHeld: false, known: ['a'], expected: ['a', 'b'] },
    { selectedId: 'b', isHeld: false, known: ['a'], expected: ['b'] },
    { selectedId: 'b', isHeld: true, known: ['a'], expected: ['a', 'b'] },
    { selectedId: 'a', isHeld: true, known: [], expected: ['b'] },
  ])(
    'when a leaves the tab with $selectedId selected, held $isHeld, known $known → $expected',
    ({ selectedId, isHeld, known, expected }) => {
      const order = arrange([incidentOf({ id: 'a' }), incidentOf({ id: 'b' })])
      expect(follow(order, [incidentOf({ id: 'b' })], { selectedId, isHeld, known: new Set(known) }).ids).toEqual(expected)
    },
  )

  it('a new one that is selected is new no more', () => {
    const incidents = [incidentOf({ id: 'a' }), incidentOf({ id: 'new' })]
    const order = follow(arrange([incidentOf({ id: 'a' })]), incidents, keepNothing)
    expect(follow(order, incidents, { ...keepNothing, selectedId: 'new' }).fresh.size).toBe(0)
  })
})

describe('tabs', () => {
  it.each([
    { given: 'open', incident: incidentOf({ id: 'a' }), expected: ['untaken', 'all'] },
    { given: 'taken by me', incident: incidentOf({ id: 'a', ...taken('me') }), expected: ['mine', 'all'] },
    { given: 'taken by another', incident: incidentOf({ id: 'a', ...taken('you') }), expected: ['all'] },
    { given: 'concluded', incident: incidentOf({ id: 'a', ...taken('me'), state: 'concluded' }), expected: [] },
  ])('$given is in $expected', ({ incident, expected }) => {
    expect((['untaken', 'mine', 'all'] as const).filter((tab) => belongs(incident, tab, 'me'))).toEqual(expected)
  })
})

describe('moving', () => {
  it.each([
    { from: undefined, step: 1, expected: 'a' },
    { from: undefined, step: -1, expected: 'c' },
    { from: 'a', step: 1, expected: 'b' },
    { from: 'a', step: -1, expected: 'a' },
    { from: 'c', step: 1, expected: 'c' },
    { from: 'gone', step: 1, expected: 'a' },
  ] as const)('from $from by $step → $expected', ({ from, step, expected }) => {
    expect(neighbour(['a', 'b', 'c'], from, step)).toBe(expected)
  })
})
