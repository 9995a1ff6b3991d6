import { type Mark } from '@bilezik/contract'
import { describe, expect, it, vi } from 'vitest'
import { agesAt, createFeedStore } from './feed-store.ts'

function mark(personId: string, lat = 51): Mark {
  return {
    personId,
    name: 'Ахметов А. Б.',
    lat,
    lon: 71,
    accuracyMetres: 10,
    fixAt: '2026-11-22T17:00:00Z',
    contactAt: null,
    standing: 'kept',
    worstSeverity: null,
    openIncidents: 0,
  }
}

describe('marks', () => {
  it('a full snapshot forgets those before, a partial one adds, replaces and removes', () => {
    const store = createFeedStore(0)
    store.takeMarks({ isFull: true, marks: [mark('a'), mark('b')], gone: [] })
    store.takeMarks({ isFull: false, marks: [mark('b', 52), mark('c')], gone: ['a'] })
    expect([...store.marks().keys()]).toEqual(['b', 'c'])
    expect(store.marks().get('b')?.lat).toBe(52)
    store.takeMarks({ isFull: true, marks: [mark('d')], gone: [] })
    expect([...store.marks().keys()]).toEqual(['d'])
  })

  it('a snapshot once handed out is never changed', () => {
    const store = createFeedStore(0)
    store.takeMarks({ isFull: true, marks: [mark('a')], gone: [] })
    const before = store.marks()
    store.takeMarks({ isFull: false, marks: [mark('b')], gone: ['a'] })
    expect([...before.keys()]).toEqual(['a'])
  })

  it('tell those who watch marks, not those who watch the link', () => {
    const store = createFeedStore(0)
    const [onMarks, onLink] = [vi.fn(), vi.fn()]
    store.subscribeMarks(onMarks)
    const stop = store.subscribeLink(onLink)
    store.takeMarks({ isFull: true, marks: [], gone: [] })
    expect([onMarks.mock.calls.length, onLink.mock.calls.length]).toEqual([1, 0])
    store.heard(1)
    stop()
    store.heard(2)
    expect([onMarks.mock.calls.length, onLink.mock.calls.length]).toEqual([1, 1])
  })
})

describe('ages', () => {
  const pulse = { serverAt: '2026-11-22T17:00:10Z', engineAt: '2026-11-22T17:00:09Z', engineLagMs: 0 }
  const cases = [
    { heardAt: 0, now: 5_000, stale: null },
    { heardAt: 0, now: 5_001, stale: 'feed' },
    { heardAt: 9_000, now: 9_000, stale: null },
    { heardAt: 9_001, now: 9_001, stale: 'engine' },
  ]
  it.each(cases)('heard at $heardAt with an engine 1 s old at 0, now $now → $stale', ({ heardAt, now, stale }) => {
    const store = createFeedStore(0)
    store.takePulse(pulse, 0, 0)
    store.heard(heardAt)
    expect(agesAt(store.link(), now).stale).toBe(stale)
  })

  it('a feed that never spoke grows old from the moment it was awaited', () => {
    expect(agesAt(createFeedStore(1_000).link(), 6_001)).toEqual({ feedMs: 5_001, engineMs: null, stale: 'feed' })
  })

  it('the engine’s age is taken from the server’s clock alone, whatever this computer’s says', () => {
    const store = createFeedStore(0)
    const wrongByAnHour = Date.parse(pulse.serverAt) + 3_600_000
    store.takePulse(pulse, 500, wrongByAnHour)
    expect(agesAt(store.link(), 700).engineMs).toBe(1_200)
    expect(store.link().clockAheadMs).toBe(-3_600_000)
  })
})
