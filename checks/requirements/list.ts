import { allCarryingTests, requirements } from './register.ts'

// `npm run requirements`: the rows and the tests that carry them, rows without a test last.
// `npm run -s requirements -- --json`: `[{ id, tests: [] }]` and nothing else.

const tests = Map.groupBy(allCarryingTests(), ({ id }) => id)
const rows = requirements().map((row) => ({ ...row, tests: (tests.get(row.id) ?? []).map(({ test }) => test) }))

if (process.argv.includes('--json')) {
  console.log(JSON.stringify(rows.map((row) => ({ id: row.id, tests: row.tests }))))
} else {
  const [carried, bare] = [rows.filter((row) => row.tests.length > 0), rows.filter((row) => row.tests.length === 0)]
  for (const row of carried) {
    console.log(`${row.id}  (${row.source})  ${row.text}`)
    for (const test of row.tests) console.log(`    ${test}`)
  }
  console.log('\nWithout a test:')
  for (const row of bare) console.log(`${row.id}  (${row.source})  ${row.text}`)
  console.log(`\n${carried.length} of ${rows.length} rows carried by a test, ${bare.length} without`)
}
