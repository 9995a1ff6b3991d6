import { engineRun } from './engine-run.ts'
import { lateShareRun, newestFirstRun } from './late-run.ts'
import { postgisRun } from './postgis-run.ts'
import { turfRun } from './turf-run.ts'
import type { Workload } from './workload.ts'

// One measurement in a process of its own: what ran before it leaves neither garbage nor shapes that the compiler has learnt.

const runs = {
  engine: engineRun,
  turf: (workload: Workload) => turfRun(workload, false),
  turfWithBoxes: (workload: Workload) => turfRun(workload, true),
  postgis: postgisRun,
  lateShare: lateShareRun,
  newestFirst: newestFirstRun,
} as const

export type Runs = typeof runs

const [name, workload] = process.argv.slice(2) as [keyof Runs, string]
const run = runs[name] as (workload: Workload) => unknown
console.log(JSON.stringify(await run(JSON.parse(workload) as Workload)))
