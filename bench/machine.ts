import { cpus, loadavg, totalmem } from 'node:os'

/** What a figure was measured on: it means nothing without. */
export function machine() {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    /** What else the machine was doing: runnable processes over the last minute. */
    loadBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  }
}
