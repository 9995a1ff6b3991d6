import { protocolNames } from '@bilezik/domain'
import { describe, expect, test } from 'vitest'
import { codecs } from './registry.ts'
import { fuzz } from './testing/fuzz.ts'
import type { GoldenFrame } from './testing/golden-frame.ts'

// `npm run fuzz` asks for ten million of each; FUZZ_SEED repeats a run.
const count = Number(process.env['FUZZ_COUNT'] ?? 1_000_000)
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)
const only = process.env['FUZZ_ONLY']?.split(',')

describe.concurrent(`${count} mutated messages of each protocol, seed ${seed}`, () => {
  test.each(protocolNames.filter((name) => only === undefined || only.includes(name)))(
    'nothing that leaves %s is an exception, a lie about the globe, or more than was sent',
    async (name) => {
      const { goldenFrames } = (await import(`./${name}/golden-frames.ts`)) as { goldenFrames: readonly GoldenFrame[] }
      const startedMs = performance.now()
      const report = fuzz({ codec: codecs[name], frames: goldenFrames, count, seed, clockMs: () => performance.now() })
      const seconds = (performance.now() - startedMs) / 1_000
      console.info(
        `fuzz ${name}: ${report.tried} messages, ${report.decoded} believed, ${Math.round(report.bytes / 1e6)} MB in ${seconds.toFixed(1)} s, slowest ${report.slowestMs.toFixed(1)} ms`,
      )
      expect(report.tried).toBeGreaterThanOrEqual(count)
      expect(report.refused).toBeGreaterThan(0)
    },
    24 * 3_600_000,
  )
})
