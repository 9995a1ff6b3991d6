import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { machine } from '../machine.ts'
import { drawTradeOff } from './draw.ts'
import { type Summary, measure, summaries } from './measure.ts'
import { recordedExits } from './recording.ts'

// `npm run bench:presence`: false exits against delay, of the engine and of common rules, on simulated people of every kind of noise
// that the simulator knows. `--seeds` persons of each kind and rhythm, `--days` of each; twice, once at home and once going out.
const { values } = parseArgs({ options: { seeds: { type: 'string', default: '18' }, days: { type: 'string', default: '3' } } })
const [seeds, days] = [Number(values.seeds), Number(values.days)]
if (!Number.isInteger(seeds) || seeds < 1 || !(days >= 1)) throw new Error('--seeds and --days take numbers, 1 or more')

function row(summary: Summary): string {
  const { noise, rhythm, family, setting, falseExits, personDays, found, absences, medianDelayMinutes, medianReturnMinutes } =
    summary
  return [
    rhythm.padEnd(22),
    noise.padEnd(26),
    `${family}, ${setting}`.padEnd(26),
    `${falseExits} false in ${personDays} days`.padEnd(26),
    `found ${found}/${absences}`.padEnd(16),
    `${medianDelayMinutes} min behind naive, return ${medianReturnMinutes} min`,
  ].join(' ')
}

const { all, each } = summaries(measure(seeds, days))
const recording = recordedExits()
const folder = fileURLToPath(new URL('../../.cache/bench-presence', import.meta.url))
mkdirSync(folder, { recursive: true })
const result = { seeds, days, ...machine(), all, each, recording: recording ?? 'not on this machine' }
writeFileSync(path.join(folder, 'presence.json'), `${JSON.stringify(result, null, 2)}\n`)
writeFileSync(path.join(folder, 'trade-off.svg'), drawTradeOff(all))

for (const summary of all) console.log(row(summary))
console.log('\nThe engine on each kind of noise:')
for (const summary of each) if (summary.family === 'engine' && summary.isUsual) console.log(row(summary))
console.log(
  `\nThe recorded tag: ${recording ? recording.map((one) => `${one.setting} ${one.exits}`).join(', ') : 'not on this machine'}`,
)
console.log(`\nWritten to ${folder}: presence.json, trade-off.svg`)
