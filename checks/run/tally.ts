/** What one step, or all of them, came to. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  /** Titles: a reason not to run stands in the title. */
  readonly skipped: readonly string[]
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: [] }

export function plus(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: [...a.skipped, ...b.skipped] }
}

/** The line that continuous integration reads: nothing may follow it. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  const counts = [`${passed} passed`, `${failed} failed`]
  return [...counts, ...(skipped.length > 0 ? [`${skipped.length} skipped`] : [])].join(', ')
}

/** A run in which nothing was tested is no success. */
export function isSuccess({ passed, failed }: Tally): boolean {
  return failed === 0 && passed > 0
}

/** The part of vitest's JSON report that is counted. */
interface Report {
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

/**
 * Counts a report of vitest. A file that could not even be loaded holds no failed test: it counts as one.
 * So does a run that ended badly though no test failed (an unhandled rejection, a setup that threw, no test at all).
 */
export function tallyReport(report: Report | undefined, exitCode: number): Tally {
  let tally = nothing
  for (const { status, assertionResults } of report?.testResults ?? []) {
    const hasFailedTest = assertionResults.some((result) => result.status === 'failed')
    if (status === 'failed' && !hasFailedTest) tally = plus(tally, { ...nothing, failed: 1 })
    for (const result of assertionResults) tally = plus(tally, tallyResult(result.status, result.fullName))
  }
  const isUnexplained = exitCode !== 0 && tally.failed === 0
  return isUnexplained ? plus(tally, { ...nothing, failed: 1 }) : tally
}

function tallyResult(status: string, title: string): Tally {
  if (status === 'passed') return { ...nothing, passed: 1 }
  if (status === 'failed') return { ...nothing, failed: 1 }
  return { ...nothing, skipped: [title] }
}
