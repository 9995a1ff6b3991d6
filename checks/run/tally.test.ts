import { describe, expect, it } from 'vitest'
import { closingLine, isSuccess, nothing, tallyReport } from './tally.ts'

const result = (status: string) => ({ status, fullName: `a ${status} test` })
const file = (status: string, ...statuses: readonly string[]) => ({ status, assertionResults: statuses.map(result) })
const report = (...testResults: readonly ReturnType<typeof file>[]) => ({ testResults })

describe('the tally of a run', () => {
  it.each([
    ['all passed', report(file('passed', 'passed', 'passed')), 0, '2 passed, 0 failed'],
    ['one failed', report(file('failed', 'passed', 'failed')), 1, '1 passed, 1 failed'],
    ['one skipped', report(file('passed', 'passed', 'pending')), 0, '1 passed, 0 failed, 1 skipped'],
    ['a file that could not be loaded', report(file('failed'), file('passed', 'passed')), 1, '1 passed, 1 failed'],
    ['a hook that failed after its tests passed', report(file('failed', 'passed')), 1, '1 passed, 1 failed'],
    ['an unhandled rejection', report(file('passed', 'passed')), 1, '1 passed, 1 failed'],
    ['no report at all', undefined, 1, '0 passed, 1 failed'],
  ])('%s', (_title, given, exitCode, line) => {
    expect(closingLine(tallyReport(given, exitCode))).toBe(line)
  })

  it('is no success when nothing ran', () => {
    expect(isSuccess(nothing)).toBe(false)
    expect(isSuccess({ passed: 0, failed: 0, skipped: ['a test'] })).toBe(false)
    expect(isSuccess({ passed: 1, failed: 0, skipped: [] })).toBe(true)
    expect(isSuccess({ passed: 1, failed: 1, skipped: [] })).toBe(false)
  })
})
