import { parseArgs } from 'node:util'
import { connectionsBench } from './connections.ts'
import { measured } from './engine/measured.ts'
import { intakeBench, intakePhases, type IntakePhase } from './intake.ts'
import { machine } from './machine.ts'

// `npm run bench` prints one JSON line a benchmark; `npm run bench -- --seconds 30` measures each phase of the intake longer.
const { values } = parseArgs({ options: { seconds: { type: 'string', default: '6' }, only: { type: 'string' } } })
const seconds = Number(values.seconds)
if (!(seconds >= 1)) throw new Error('--seconds takes a number of seconds, 1 or more')

const benches: Readonly<Record<string, () => object | Promise<object>>> = {
  engine: async () => ({
    bench: 'engine',
    ...(await measured('engine', { persons: 50_000, fixesPerPerson: 60, zonesPerPerson: 5 })),
  }),
  intake: () => intakeBench({ seconds, phases: Object.keys(intakePhases) as IntakePhase[] }),
  connections: () => connectionsBench({ connections: 10_000, door: 'gt06' }),
}
const chosen = values.only === undefined ? Object.keys(benches) : [values.only]
for (const name of chosen) {
  const bench = benches[name]
  if (!bench) throw new Error(`--only takes one of ${Object.keys(benches).join(', ')}`)
  const beside = machine()
  console.log(JSON.stringify({ ...(await bench()), ...beside }))
}
