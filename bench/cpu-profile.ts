import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'

interface ProfileNode {
  readonly id: number
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
}

interface CpuProfile {
  readonly nodes: readonly ProfileNode[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

export interface FunctionShare {
  readonly name: string
  readonly file: string
  /** Of the time that the processor was busy, in the function itself and not in what it called. */
  readonly percent: number
}

function fileOf(url: string): string {
  const fromModules = url.split('/node_modules/').at(-1) ?? url
  return fromModules.replace(/^file:\/\//, '').replace(/^.*\/packages\//, '')
}

/** The functions of the newest profile in a folder (`node --cpu-prof`), the costliest first. */
export async function hottestFunctions(folder: string, atMost: number): Promise<readonly FunctionShare[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.cpuprofile')).toSorted()
  const newest = names.at(-1)
  if (newest === undefined) return []
  const profile = JSON.parse(await readFile(path.join(folder, newest), 'utf8')) as CpuProfile
  const nodes = new Map(profile.nodes.map((node) => [node.id, node.callFrame]))
  const spent = new Map<string, { name: string; file: string; micros: number }>()
  let busy = 0
  for (const [i, id] of profile.samples.entries()) {
    const frame = nodes.get(id)
    const micros = profile.timeDeltas[i] ?? 0
    if (!frame || frame.functionName === '(idle)' || frame.functionName === '(program)') continue
    busy += micros
    const file = frame.url === '' ? 'native' : `${fileOf(frame.url)}:${frame.lineNumber + 1}`
    const key = `${frame.functionName} ${file}`
    const entry = spent.get(key) ?? { name: frame.functionName || '(anonymous)', file, micros: 0 }
    entry.micros += micros
    spent.set(key, entry)
  }
  return [...spent.values()]
    .toSorted((a, b) => b.micros - a.micros)
    .slice(0, atMost)
    .map(({ name, file, micros }) => ({ name, file, percent: Math.round((micros / busy) * 1_000) / 10 }))
}
