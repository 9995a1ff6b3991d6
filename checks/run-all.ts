import { runStep } from './run/run-step.ts'
import { allSteps, quickSteps } from './run/steps.ts'
import { closingLine, isSuccess, nothing, plus } from './run/tally.ts'

// `npm test`, and with --quick `npm run check`. A failed step does not stop the next: one run shows every fault.

const steps = process.argv.includes('--quick') ? quickSteps : allSteps
let total = nothing
for (const [index, step] of steps.entries()) {
  const place = `[${index + 1}/${steps.length}] ${step.title}`
  if (step.kind === 'tests') console.log(`      ${place} …`)
  const startedAt = performance.now()
  const tally = await runStep(step)
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
  const counts = step.kind === 'tests' ? `: ${closingLine(tally)}` : ''
  console.log(`${isSuccess(tally) ? 'ok   ' : 'FAULT'} ${place}${counts} (${seconds} s)`)
  total = plus(total, tally)
}

if (total.skipped.length > 0) console.log(`\nSkipped:\n${total.skipped.map((title) => `  ${title}`).join('\n')}`)
console.log(`\n${closingLine(total)}`)
process.exitCode = isSuccess(total) ? 0 : 1
