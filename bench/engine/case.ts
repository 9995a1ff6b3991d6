import { engineRun } from './engine-run.ts'
import { postgisRun } from './postgis-run.ts'
import { turfRun } from './turf-run.ts'
import type { Workload } from './workload.ts'

// One measurement in a process of its own: what ran before it leaves neither garbage nor shapes that the compiler has learnt.

const runs = {
  engine: engineRun,
  turf: (workload: Workload) => turfRun(workload, false),
  turfWithBoxes: (workload: Workload) => turfRun(workload, true),
  postgis: postgisRun,
} as const

export type Runs = typeof runs

const [name, workload] = process.argv.slice(2) as [keyof Runs, string]
console.log(JSON.stringify(await runs[name](JSON.parse(workload) as Workload)))
