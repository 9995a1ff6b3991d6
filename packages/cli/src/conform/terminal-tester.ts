import { createInterface } from 'node:readline/promises'
import type { Tester } from './stage.ts'

const words = {
  opened: 'Open or cut the strap now, and press Enter at the same moment.',
  closed: 'Close the strap again now, and press Enter at the same moment.',
} as const

/** Somebody at this terminal; undefined where it is none. The signal takes the question back. */
export function terminalTester(signal: AbortSignal): Tester | undefined {
  if (!process.stdin.isTTY) return undefined
  return {
    async moveStrap(move, isTold) {
      const lines = createInterface({ input: process.stdin, output: process.stderr })
      // While a line is read the terminal gives Ctrl+C to its reader.
      lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
      try {
        await lines.question(`>>> ${words[move]} `, { signal: AbortSignal.any([signal, isTold]) })
      } finally {
        lines.close()
      }
    },
  }
}
