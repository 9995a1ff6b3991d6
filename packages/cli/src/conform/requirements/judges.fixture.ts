import { describe, expect, it } from 'vitest'
import type { Subject } from '../conversation.ts'
import type { ConformEvent } from '../recording/events.ts'
import { conversation } from './conversation.fixture.ts'
import type { Finding, Requirement } from './requirement.ts'

interface Row {
  readonly given: string
  readonly events: readonly ConformEvent[]
  readonly subject?: Partial<Subject>
  readonly expected: Finding['verdict']
  readonly because?: RegExp
}

/** What a requirement makes of recorded conversations. */
export function judges(requirement: Requirement, rows: readonly Row[]): void {
  describe(requirement.id, () => {
    it.each(rows)('$given → $expected', ({ events, subject, expected, because }) => {
      const finding = requirement.judge(conversation(events, subject))
      expect(finding.verdict, finding.reason).toBe(expected)
      if (because) expect(finding.reason).toMatch(because)
    })
  })
}
