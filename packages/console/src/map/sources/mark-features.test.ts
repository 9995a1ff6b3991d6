import type { Mark } from '@bilezik/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffMarks, markFeature } from './mark-features.ts'

const mark = (personId: string, change: Partial<Mark> = {}): Mark => ({
  personId,
  name: 'Ким С. В.',
  lat: 51.1,
  lon: 71.4,
  accuracyMetres: null,
  fixAt: '2026-11-22T17:00:00.000Z',
  contactAt: null,
  standing: 'kept',
  worstSeverity: null,
  openIncidents: 0,
  ...change,
})
const byId = (marks: readonly Mark[]) => new Map(marks.map((each) => [each.personId, each]))

describe('the feature of a mark', () => {
  it('carries its severity while an incident is open', () => {
    expect(markFeature(mark('a', { worstSeverity: 'high', openIncidents: 2 })).properties).toMatchObject({
      severity: 'high',
      rank: 3,
      incidents: 2,
    })
  })

  it('carries none when none is open', () => {
    expect(markFeature(mark('a', { worstSeverity: 'high', openIncidents: 0 })).properties).toMatchObject({
      severity: null,
      rank: 0,
    })
  })
})

describe('the difference of two states', () => {
  it('is nothing when only the times of contact differ', () => {
    expect(diffMarks(byId([mark('a')]), byId([mark('a', { contactAt: '2026-11-22T17:00:01.000Z' })]))).toBeNull()
  })

  it.each<[string, Partial<Mark>]>([
    ['moved', { lon: 71.5 }],
    ['moved north', { lat: 51.2 }],
    ['of another standing', { standing: 'breached' }],
    ['with an incident', { openIncidents: 1, worstSeverity: 'low' }],
    ['renamed', { name: 'Ким С.' }],
  ])('draws a mark %s again', (_, change) => {
    expect(diffMarks(byId([mark('a'), mark('b')]), byId([mark('a', change), mark('b')]))).toMatchObject({
      add: [{ id: 'a' }],
      remove: [],
    })
  })

  it('removes who is gone, also when as many came', () => {
    expect(diffMarks(byId([mark('a'), mark('b')]), byId([mark('b'), mark('c')]))).toMatchObject({
      add: [{ id: 'c' }],
      remove: ['a'],
    })
  })

  it('turns any state into any other', () => {
    const state = fc
      .array(
        fc.record({
          id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
          lon: fc.integer({ min: 60, max: 63 }),
          open: fc.integer({ min: 0, max: 1 }),
        }),
      )
      .map((rows) => byId(rows.map((row) => mark(row.id, { lon: row.lon, openIncidents: row.open, worstSeverity: 'high' }))))
    fc.assert(
      fc.property(state, state, (before, after) => {
        const drawn = new Map([...before].map(([key, each]) => [key, markFeature(each)]))
        const diff = diffMarks(before, after)
        for (const key of diff?.remove ?? []) drawn.delete(String(key))
        for (const feature of diff?.add ?? []) drawn.set(String(feature.id), feature as ReturnType<typeof markFeature>)
        expect(Object.fromEntries(drawn)).toEqual(Object.fromEntries([...after].map(([key, each]) => [key, markFeature(each)])))
      }),
    )
  })
})
