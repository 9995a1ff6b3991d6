import { performance } from 'node:perf_hooks'

export interface Spent {
  readonly wallMs: number
  /** All threads counted, the collector's too: what a busy machine gives to others does not blur it. */
  readonly cpuMs: number
}

/** Adds up the time of the stretches that it is given. */
export function stopwatch(): { readonly measure: (work: () => void) => void; readonly spent: () => Spent } {
  let [wallMs, cpuMicros] = [0, 0]
  return {
    measure: (work) => {
      const beganMs = performance.now()
      const beganCpu = process.cpuUsage()
      work()
      const used = process.cpuUsage(beganCpu)
      wallMs += performance.now() - beganMs
      cpuMicros += used.user + used.system
    },
    spent: () => ({ wallMs, cpuMs: cpuMicros / 1_000 }),
  }
}

export interface Speed {
  readonly fixesPerSecond: number
  readonly fixesPerCpuSecond: number
  /** Of the first round alone, which the figures above leave out: everything is prepared and compiled in it. */
  readonly firstRoundMs: number
}

/** Measures rounds of fixes, the first one apart from the others. */
export function roundwatch(): {
  readonly measure: (round: number, fixes: number, work: () => void) => void
  readonly speed: () => Speed
} {
  const [first, others] = [stopwatch(), stopwatch()]
  let counted = 0
  return {
    measure: (round, fixes, work) => {
      if (round > 0) counted += fixes
      ;(round === 0 ? first : others).measure(work)
    },
    speed: () => {
      const { wallMs, cpuMs } = others.spent()
      return {
        fixesPerSecond: Math.round((counted / wallMs) * 1_000),
        fixesPerCpuSecond: Math.round((counted / cpuMs) * 1_000),
        firstRoundMs: Math.round(first.spent().wallMs),
      }
    },
  }
}

/** Bytes in use after a full collection, typed arrays included; undefined when Node was started without `--expose-gc`. */
export function liveBytes(): number | undefined {
  if (!globalThis.gc) return undefined
  globalThis.gc()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
