import type { Mark } from '@bilezik/contract'
import type { GeoJSONSourceDiff } from 'maplibre-gl'
import { diffMarks } from './mark-features.ts'

/** The part of a GeoJSON source that is fed. */
export interface DiffSink {
  updateData(diff: GeoJSONSourceDiff): Promise<unknown>
}

export interface MarksPump {
  /** The latest state, never changed afterwards; earlier ones that were not drawn yet are skipped. */
  offer(marks: ReadonlyMap<string, Mark>): void
  stop(): void
}

/** Clustering 50,000 marks keeps the map's worker busy for a good part of this. */
const everyMs = 1_000

/**
 * Feeds differences to the map: one at a time, at most one a second, always toward the latest state.
 * A worker that is slow therefore never has a queue behind it.
 */
export function startMarksPump(sink: DiffSink, onDrawn: (count: number) => void, onFault: (fault: unknown) => void): MarksPump {
  let drawn: ReadonlyMap<string, Mark> = new Map()
  let wanted = drawn
  let lastAt = -Infinity
  let isBusy = false
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const pump = async () => {
    timer = undefined
    const target = wanted
    const diff = diffMarks(drawn, target)
    if (diff === null) return
    lastAt = performance.now()
    isBusy = true
    try {
      await sink.updateData(diff)
      drawn = target
      if (!isStopped) onDrawn(target.size)
    } catch (fault) {
      if (!isStopped) onFault(fault)
    }
    isBusy = false
    if (wanted !== drawn) schedule()
  }
  const schedule = () => {
    if (isStopped || isBusy || timer !== undefined) return
    timer = setTimeout(() => void pump(), Math.max(0, lastAt + everyMs - performance.now()))
  }

  return {
    offer(marks) {
      wanted = marks
      schedule()
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
