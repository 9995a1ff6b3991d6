import type { Judged } from '../judge.ts'
import { counted } from '../requirements/requirement.ts'
import type { Report } from './report.ts'

/** As long as the longest of each. */
const marks: Readonly<Record<Judged['verdict'], string>> = {
  passed: 'passed',
  failed: 'FAILED',
  'not-applicable': 'n/a',
  unfinished: 'unfinished',
}
const markWidth = 10
const idWidth = 15
const indent = ' '.repeat(2 + markWidth + 1 + idWidth + 1)
const longestEvidence = 100

function evidenceLines({ evidence = {} }: Judged): readonly string[] {
  const pieces = Object.entries(evidence).map(([name, value]) => {
    const text = String(value)
    return `${name} ${text.length > longestEvidence ? `${text.slice(0, longestEvidence)}…` : text}`
  })
  return pieces.length === 0 ? [] : [`${indent}(${pieces.join('; ')})`]
}

function linesOf(judged: Judged): readonly string[] {
  const head = `  ${marks[judged.verdict].padEnd(markWidth)} ${judged.id.padEnd(idWidth)}`
  // Why it is unfinished is told once, at the end.
  const because = judged.verdict === 'unfinished' ? [] : [`${indent}${judged.reason}`, ...evidenceLines(judged)]
  return [`${head} ${judged.sentence}`, ...because]
}

const minuteOf = (iso: string) => iso.slice(0, 16).replace('T', ' ')

function tally(requirements: readonly Judged[]): string {
  const counts = (Object.keys(marks) as Judged['verdict'][]).flatMap((verdict) => {
    const count = requirements.filter((one) => one.verdict === verdict).length
    return count === 0 ? [] : [`${count} ${verdict === 'not-applicable' ? 'not applicable' : verdict}`]
  })
  return counts.join(', ')
}

/** The report as a person at a terminal reads it. */
export function reportText(report: Report): string {
  const { protocol, transport, device, startedAt, endedAt, cutShort, requirements, outcome, counts } = report
  const title = `${device ?? 'No device'} over ${protocol} (${transport}), ${minuteOf(startedAt)} to ${minuteOf(endedAt).slice(11)} UTC`
  const heard = `${counted(counts.messages, 'message')} on ${counted(counts.connections, 'connection')}, ${counts.unreadable} not readable, ${counted(counts.turnedAway, 'try', 'tries')} refused.`
  return [
    title,
    '',
    ...requirements.flatMap(linesOf),
    '',
    heard,
    ...(cutShort === null ? [] : [`${cutShort} What is unfinished is not known.`]),
    `${{ passed: 'PASSED', failed: 'FAILED', unfinished: 'UNFINISHED' }[outcome]}: ${tally(requirements)}.`,
    '',
  ].join('\n')
}
