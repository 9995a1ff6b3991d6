import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { connectionsBench } from './connections.ts'
import { hottestFunctions } from './cpu-profile.ts'
import { intakeBench, intakePhases, type IntakePhase } from './intake.ts'
import { type Report, promised, readable } from './intake-report.ts'
import { machine } from './machine.ts'

// `npm run bench:intake` measures what DESIGN §11 promises of the intake: a table on the standard error output, one JSON object on the
// standard output. `--seconds 20` measures each phase longer; `--only gt06-saturated,connections` some of them; `--profile` tells where
// the gateway's processor time went (and slows it down).

const connectionsName = 'connections'
const profiledFunctions = 30

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '6' },
    only: { type: 'string' },
    profile: { type: 'boolean', default: false },
  },
})
const seconds = Number(values.seconds)
if (!(seconds >= 1)) throw new Error('--seconds takes a number of seconds, 1 or more')
const all = [...(Object.keys(intakePhases) as IntakePhase[]), connectionsName]
const chosen = values.only?.split(',') ?? all
const unknown = chosen.filter((name) => !all.includes(name))
if (unknown.length > 0) throw new Error(`--only takes some of ${all.join(', ')}`)

const beside = machine()
const profileFolder = values.profile ? await mkdtemp(path.join(tmpdir(), 'bilezik-bench-profile-')) : undefined
const phases = chosen.filter((name) => name !== connectionsName) as IntakePhase[]
const intake = await intakeBench({ seconds, phases, ...(profileFolder === undefined ? {} : { profileTo: profileFolder }) })
const report: Report = {
  ...intake,
  ...(chosen.includes(connectionsName) && { connections: await connectionsBench({ connections: 10_000, door: 'gt06' }) }),
  ...(profileFolder !== undefined && { profile: await hottestFunctions(profileFolder, profiledFunctions) }),
}
if (profileFolder !== undefined) await rm(profileFolder, { recursive: true, force: true })
console.error(`${readable(report)}\n\n${JSON.stringify(beside)}`)
console.log(JSON.stringify({ ...report, promises: promised(report), ...beside }))
