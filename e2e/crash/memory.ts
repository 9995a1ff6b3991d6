import { readFile } from 'node:fs/promises'

const megabyte = 1024 * 1024

/** What a process holds in memory, as Linux counts it. */
async function residentBytes(pid: number): Promise<number> {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) * 1024
}

export interface MemoryWatch {
  readonly firstMegabytes: number
  readonly mostMegabytes: number
}

/** Samples the memory of a process while something is done. */
export async function watchMemory(pid: number, work: () => Promise<void>): Promise<MemoryWatch> {
  const first = await residentBytes(pid)
  let most = first
  const sample = async () => (most = Math.max(most, await residentBytes(pid)))
  const timer = setInterval(() => void sample().catch(() => undefined), 250)
  try {
    await work()
    await sample()
  } finally {
    clearInterval(timer)
  }
  return { firstMegabytes: Math.round(first / megabyte), mostMegabytes: Math.round(most / megabyte) }
}
