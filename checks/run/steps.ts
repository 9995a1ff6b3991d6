import { tool } from '../repository.ts'

interface StaticStep {
  readonly kind: 'static'
  readonly title: string
  /** Run with this Node. */
  readonly args: readonly string[]
}

interface TestStep {
  readonly kind: 'tests'
  readonly title: string
  /** A project of vitest.config.ts. */
  readonly project: string
}

export type Step = StaticStep | TestStep

/** What `npm run check` runs: no database, no browser. */
export const quickSteps: readonly Step[] = [
  { kind: 'static', title: 'format', args: [tool('oxfmt'), '--check'] },
  { kind: 'static', title: 'lint', args: [tool('oxlint')] },
  { kind: 'static', title: 'types', args: [tool('typescript', 'tsc'), '-p', 'tsconfig.json'] },
  { kind: 'static', title: 'types of the console', args: [tool('typescript', 'tsc'), '-p', 'packages/console'] },
  { kind: 'static', title: 'types of the basemap', args: [tool('typescript', 'tsc'), '-p', 'packages/console/basemap'] },
  { kind: 'static', title: 'types of the journeys', args: [tool('typescript', 'tsc'), '-p', 'e2e'] },
  { kind: 'static', title: 'unused code and packages', args: [tool('knip'), '--no-progress'] },
  { kind: 'tests', title: 'unit, property and law tests', project: 'unit' },
]

/** What `npm test` runs: one row after the other, what stands in one row at the same time. */
export const allRows: readonly (readonly Step[])[] = [
  ...quickSteps.map((step) => [step]),
  [{ kind: 'tests', title: 'tests with database and sockets', project: 'database' }],
  // Both wait more than they compute: for what a screen shows, and for what was killed.
  [
    { kind: 'tests', title: 'journeys in the browser', project: 'e2e' },
    { kind: 'tests', title: 'crashes, full disks and absent databases', project: 'crash' },
  ],
]
