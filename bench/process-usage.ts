import { readFile, readdir } from 'node:fs/promises'

/** Linux counts processor time in these, whatever the machine. */
const ticksPerSecond = 100

export interface Usage {
  readonly cpuSeconds: number
  /** Of pages that several processes share, each counts its part. */
  readonly memoryBytes: number
}

interface Stat {
  readonly parent: number
  readonly cpuSeconds: number
}

async function statOf(pid: number): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // The name in parentheses may hold blanks and parentheses itself.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ')
  if (!fields) return undefined
  const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0)
  return { parent: Number(fields[1]), cpuSeconds: ticks / ticksPerSecond }
}

async function memoryOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1_024
}

/** Of a process and its children, those that have ended included. All zero where there is no /proc: elsewhere than on Linux. */
export async function usageOf(pid: number): Promise<Usage> {
  const pids = (await readdir('/proc').catch(() => [])).map(Number).filter((n) => n > 0)
  let usage: Usage = { cpuSeconds: 0, memoryBytes: 0 }
  for (const one of pids) {
    const stat = await statOf(one)
    if (!stat || (one !== pid && stat.parent !== pid)) continue
    usage = { cpuSeconds: usage.cpuSeconds + stat.cpuSeconds, memoryBytes: usage.memoryBytes + (await memoryOf(one)) }
  }
  return usage
}

/** Processor time that the whole machine has spent on anything at all. */
export async function machineBusySeconds(): Promise<number> {
  const [line = ''] = (await readFile('/proc/stat', 'utf8').catch(() => '')).split('\n', 1)
  const [user, nice, system, , , irq, softirq] = line.split(/\s+/).slice(1).map(Number)
  return [user, nice, system, irq, softirq].reduce<number>((sum, ticks) => sum + (ticks ?? 0), 0) / ticksPerSecond
}
