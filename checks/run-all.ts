import { runStep } from './run/run-step.ts'
import { type Step, allRows, quickSteps } from './run/steps.ts'
import { closingLine, isSuccess, nothing, plus } from './run/tally.ts'

// `npm test`, and with --quick `npm run check`. A failed step does not stop the next: one run shows every fault.

const rows = process.argv.includes('--quick') ? quickSteps.map((step) => [step]) : allRows
const steps = rows.flat()
let total = nothing

async function take(step: Step): Promise<void> {
  const place = `[${steps.indexOf(step) + 1}/${steps.length}] ${step.title}`
  if (step.kind === 'tests') console.log(`      ${place} …`)
  const startedAt = performance.now()
  const tally = await runStep(step)
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
  const counts = step.kind === 'tests' ? `: ${closingLine(tally)}` : ''
  console.log(`${isSuccess(tally) ? 'ok   ' : 'FAULT'} ${place}${counts} (${seconds} s)`)
  total = plus(total, tally)
}

for (const row of rows) await Promise.all(row.map(take))

if (total.skipped.length > 0) console.log(`\nSkipped:\n${total.skipped.map((title) => `  ${title}`).join('\n')}`)
console.log(`\n${closingLine(total)}`)
process.exitCode = isSuccess(total) ? 0 : 1
