import { type Deadline, type DeadlineLength, deadlines } from '@bilezik/law'
import { termsOf1369 } from './terms-read/of-1369.ts'
import { termsOfOtherSources } from './terms-read/of-other-sources.ts'
import { termsOfGeneralPart, termsOfPunishments, termsOfRelease } from './terms-read/of-penal-execution-code.ts'
import type { TermRead } from './terms-read/term-read.ts'

export const termsRead: readonly TermRead[] = [
  ...termsOf1369,
  ...termsOfGeneralPart,
  ...termsOfPunishments,
  ...termsOfRelease,
  ...termsOfOtherSources,
]

export const citedBy = ({ source }: Deadline) => (source.kind === 'law' ? source.provision.citation : undefined)

/** The deadlines of the list that carry this citation: the same words, or one of the citations that a row names together. */
export function deadlinesUnder([citation]: TermRead): Deadline[] {
  return deadlines.filter((deadline) => citedBy(deadline) === citation)
}

const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`

function counted(length: DeadlineLength): string {
  if (length.kind === 'at-once') return 'at once'
  if (length.kind === 'hours') return `${plural(length.hours, 'hour')} that pass`
  if (length.kind === 'working-days') return plural(length.days, 'working day')
  const count = length.kind === 'months' ? plural(length.months, 'month') : plural(length.days, 'calendar day')
  return `${count}, ${length.whenDayOff === 'stays' ? 'whatever the last day is' : 'a day off at the end moves it on'}`
}

const told = ({ id, startsWith, length, owedBy, measures }: Deadline) =>
  `\`${id}\`: from \`${startsWith}\`, ${counted(length)}; owed by ${owedBy}; ${measures.join(', ')}`

const head = `# Terms in the sources, one by one

Every term (“within”, “at once”, “no later than”, “once a month”) of the provisions that were read: 1369 whole, PEC 1, 2, 6, 8-12, 14-16, 18-31, 50-76, 161-176, the second report to the Committee on Enforced Disappearances
where it tells of laws that were not at hand, and Instruction 104. Written from \`checks/law/terms-read\` and from the list of deadlines by \`npm run law\`; tests compare. Confirmed by no lawyer.

How a term is counted, whatever its source (questions 13 and 22-24 in [open-questions.md](open-questions.md)):

- **Hours** are hours that pass, from the minute of the event: nights, days off and the change of clocks of 1 March 2024 stop nothing. Where the hour of the event is not known they run from the end of its day.
- **Days and months** begin with the day after the event: its own day does not count. They end at the midnight with which their last day ends, by the clock in Kazakhstan. A month that lacks the day ends with its own last day.
- **Working days** are counted one by one by the working calendar, holidays, moved days and working weekend days included.
- **A day off at the end** moves a term to do something in to the end of the next working day. A term after which something is so (hiding, search) is not moved.
- **At once** is due when the event happens; it goes before the head thirty minutes later, which is policy.
- **Escalation**: whatever is missed goes before the head of the organisation that the case file belongs to, whoever owes it. A policy (the same duties towards convicted persons, by analogy with 1369) cites nothing and does not stand here.

| Source | What it says | In the system |
|---|---|---|
`

/** The whole of docs/law/terms.md. */
export function termsTable(): string {
  const lines = termsRead.map((term) => {
    const [citation, says, instead] = term
    const answers = [...deadlinesUnder(term).map(told), ...(instead === undefined ? [] : [instead])]
    return `| ${citation} | ${says} | ${answers.join('<br>')} |\n`
  })
  return head + lines.join('')
}
