import type { Mark } from '@bilezik/contract'
import type { GeoJSONSourceDiff } from 'maplibre-gl'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startMarksPump } from './marks-pump.ts'

const state = (lon: number) =>
  new Map<string, Mark>([
    [
      'a',
      {
        personId: 'a',
        name: 'A',
        lat: 51,
        lon,
        accuracyMetres: null,
        fixAt: '',
        contactAt: null,
        standing: 'kept',
        worstSeverity: null,
        openIncidents: 0,
      },
    ],
  ])
const lonOf = (diff: GeoJSONSourceDiff) => (diff.add?.[0]?.geometry as { coordinates: number[] } | undefined)?.coordinates[0]

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function pumpInto(updateData: (diff: GeoJSONSourceDiff) => Promise<void>) {
  const drawn: number[] = []
  const faults: unknown[] = []
  return {
    drawn,
    faults,
    pump: startMarksPump(
      { updateData },
      (count) => drawn.push(count),
      (fault) => faults.push(fault),
    ),
  }
}

it('draws the first state at once and then only the latest, a second later', async () => {
  const sent: (number | undefined)[] = []
  const { pump, drawn } = pumpInto(async (diff) => void sent.push(lonOf(diff)))
  pump.offer(state(1))
  await vi.advanceTimersByTimeAsync(0)
  pump.offer(state(2))
  pump.offer(state(3))
  await vi.advanceTimersByTimeAsync(999)
  expect(sent).toEqual([1])
  await vi.advanceTimersByTimeAsync(1)
  expect(sent).toEqual([1, 3])
  expect(drawn).toEqual([1, 1])
})

it('waits for a worker that is slower than the feed', async () => {
  const release: (() => void)[] = []
  const { pump } = pumpInto(() => new Promise((resolve) => release.push(resolve)))
  pump.offer(state(1))
  await vi.advanceTimersByTimeAsync(0)
  pump.offer(state(2))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(release).toHaveLength(1)
  release[0]?.()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(release).toHaveLength(2)
})

it('tells a fault and tries the same difference again a second later', async () => {
  let isBroken = true
  const sent: (number | undefined)[] = []
  const { pump, faults } = pumpInto(async (diff) => {
    if (isBroken) throw new Error('no worker')
    sent.push(lonOf(diff))
  })
  pump.offer(state(1))
  await vi.advanceTimersByTimeAsync(0)
  expect(faults).toHaveLength(1)
  isBroken = false
  await vi.advanceTimersByTimeAsync(1_000)
  expect(sent).toEqual([1])
})

it('sends nothing after its end', async () => {
  const sent: unknown[] = []
  const { pump } = pumpInto(async (diff) => void sent.push(diff))
  pump.offer(state(1))
  pump.stop()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(sent).toEqual([])
})
