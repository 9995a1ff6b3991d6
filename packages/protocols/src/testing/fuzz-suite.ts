import type { ProtocolName } from '@bilezik/domain'
import { expect, test } from 'vitest'
import { codecs } from '../registry.ts'
import { fuzz } from './fuzz.ts'
import type { GoldenFrame } from './golden-frame.ts'

export interface FuzzSuite {
  readonly name: ProtocolName
  readonly frames: readonly GoldenFrame[]
  /** The process's environment: FUZZ_COUNT messages (a quarter of a million here, ten million by `npm run fuzz`), FUZZ_SEED repeats a run. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Any running clock, for hangs and for the seed. */
  readonly clockMs: () => number
  /** Told the seed and what came of it. */
  readonly tell: (line: string) => void
}

/** The fuzz test of one protocol; a file for each, so that they run side by side. */
export function fuzzSuite({ name, frames, env, clockMs, tell }: FuzzSuite): void {
  const count = Number(env['FUZZ_COUNT'] ?? 250_000)
  const seed = Number(env['FUZZ_SEED'] ?? Math.floor(clockMs() * 1_000) % 2 ** 31)
  test(
    `${count} mutated messages of ${name}: nothing that leaves it is an exception, a lie about the globe, or more than was sent`,
    () => {
      const report = fuzz({ codec: codecs[name], frames, count, seed, clockMs })
      tell(
        `fuzz ${name}: seed ${seed}, ${report.tried} messages, ${report.decoded} believed, ${Math.round(report.bytes / 1e6)} MB, slowest ${report.slowestMs.toFixed(1)} ms`,
      )
      expect(report.tried).toBeGreaterThanOrEqual(count)
      expect(report.refused).toBeGreaterThan(0)
    },
    24 * 3_600_000,
  )
}
