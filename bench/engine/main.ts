import { parseArgs } from 'node:util'
import { machine } from '../machine.ts'
import { type SectionName, sections } from './sections.ts'
import { table } from './table.ts'

// `npm run bench:engine` measures what DESIGN §11 promises of the engine: tables on the standard error output, a JSON line a table on
// the standard output. `--persons` and `--fixes` (a person) set the size, `--quick` only shows that it runs, `--only rivals,zones` picks.

const { values } = parseArgs({
  options: {
    persons: { type: 'string' },
    fixes: { type: 'string' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
})

function count(name: 'persons' | 'fixes', least: number, otherwise: number): number {
  const number = Number(values[name] ?? otherwise)
  if (!Number.isInteger(number) || number < least) throw new Error(`--${name} takes a whole number, ${least} or more`)
  return number
}

const size = {
  persons: count('persons', 1, values.quick ? 5_000 : 50_000),
  fixesPerPerson: count('fixes', 2, values.quick ? 10 : 60),
  isQuick: values.quick,
}
const all = Object.keys(sections) as SectionName[]
const chosen = values.only?.split(',') ?? all
const unknown = chosen.filter((name) => !all.includes(name as SectionName))
if (unknown.length > 0) throw new Error(`--only takes some of ${all.join(', ')}`)

for (const section of chosen as SectionName[]) {
  const beside = machine()
  const rows = await sections[section](size)
  console.error(`${table(section, rows)}\n(load average before: ${beside.loadBefore})\n`)
  console.log(JSON.stringify({ bench: 'engine', section, rows, ...beside }))
}
