import { readFile, writeFile } from 'node:fs/promises'
import { type Rule, invariant, minute } from '@bilezik/domain'
import { explain } from '@bilezik/compliance'
import { beforeAll, expect, it } from 'vitest'
import * as s from '../../packages/compliance/src/testing/scenario.ts'
import { reportText } from '../../packages/console/src/explain/report-text.ts'
import { startTelling, tellerOf } from '../../packages/console/src/explain/testing/teller.ts'
import { alertOf, plain } from './tell.ts'

const page = new URL('../../docs/guides/why-an-alert.md', import.meta.url)
const mark = /(<!-- worked example: begin -->\n)[\s\S]*?(\n<!-- worked example: end -->)/

beforeAll(startTelling)

function example() {
  const rule = s.curfewRule(5 * minute) as Extract<Rule, { kind: 'curfew' }>
  const duty = s.condition('home', { ...rule, zone: { ...rule.zone, name: 'Home' } })
  const { clock, home, eastOf } = s
  const way = [
    s.fix(clock('21:55'), home, 'gnss', 6),
    s.fix(clock('22:05'), eastOf(home, 10), 'gnss', 8),
    s.fix(clock('22:10'), eastOf(home, 240), 'gnss', 30),
    s.fix(clock('22:15'), eastOf(home, 700), 'cell', 300),
    s.fix(clock('22:20'), eastOf(home, 1_000), 'gnss', 9),
    s.fix(clock('22:25'), eastOf(home, 1_300), 'gnss', 9),
    s.fix(clock('22:30'), eastOf(home, 1_300), 'gnss', 9),
    s.fix(clock('22:35'), eastOf(home, 1_310), 'gnss', 9),
  ]
  const { effects } = s.play([s.planAt(clock('20:00'), [duty]), ...way, s.wake(clock('22:50'))])
  const alert = alertOf(effects, 'not-at-home')
  invariant(alert.reason.kind === 'presence', 'an absence rests on presence')
  return { alert, reason: alert.reason, duty }
}

/** The sum as one does it with a pocket calculator, from the stored path and from nothing else. */
function sumByHand({ reason, alert }: ReturnType<typeof example>): string {
  const { path, drift } = reason
  invariant(drift, 'the engine of today keeps the drift')
  const two = (value: number) => value.toFixed(2).replace('-', '−')
  const lines = path.map((fixed, i) => {
    const before = path[i - 1]
    const minutes = before ? (fixed.at - before.at) / minute : 0
    const kept = before ? Math.exp((before.at - fixed.at) / drift.lastsMs) : 1
    const drifted = before ? drift.restLogOdds + (before.logOdds - drift.restLogOdds) * kept : (fixed.beforeLogOdds ?? NaN)
    const others = (fixed.beforeLogOdds ?? NaN) - drifted
    const probability = (100 / (1 + Math.exp(-fixed.logOdds))).toFixed(1)
    const numbers = [drifted, others, fixed.weight, fixed.logOdds].map(two)
    return `| ${i + 1} | ${before ? minutes : '–'} | ${kept.toFixed(3)} | ${numbers.join(' | ')} | ${probability} % |`
  })
  return [
    `Rest ${two(drift.restLogOdds)}, drift ${drift.lastsMs / minute} minutes, threshold ${two(reason.thresholdLogOdds)}.`,
    '',
    '| Line | Minutes since the one above | Share kept | Drifted to | Fixes not listed | Weight | After | Probability |',
    '|---|---|---|---|---|---|---|---|',
    ...lines,
    '',
    `The alert states ${(100 * reason.belief).toFixed(1)} % and was raised at ${new Date(alert.noticedAt).toISOString()}.`,
  ].join('\n')
}

it('[MON.explain] the worked example of the guide is what the engine says today (UPDATE_DOCS=1 writes it anew)', async () => {
  const one = example()
  const explanation = explain(one.alert, one.duty, { permits: [], fate: { kind: 'lasts' } })
  const order = { basisNumber: '12-3', decidedAt: new Date(s.clock('11:00')).toISOString() }
  const report = reportText(
    { subject: 'A. B., incident No. 7', order, engineVersion: null, explanation },
    tellerOf('en', one.alert.beganAt),
  )
  const made = ['```text', plain(report), '```', '', 'The sum, from the stored path alone:', '', sumByHand(one)].join('\n')
  const text = await readFile(page, 'utf8')
  if (process.env['UPDATE_DOCS'] === '1')
    await writeFile(
      page,
      text.replace(mark, (_all, begin, end) => `${begin}\n${made}\n${end}`),
    )
  else expect(mark.exec(text)?.[0]).toBe(`<!-- worked example: begin -->\n\n${made}\n\n<!-- worked example: end -->`)
  // By hand one arrives where the engine did.
  const last = one.reason.path.at(-1)
  expect(1 / (1 + Math.exp(-(last?.logOdds ?? 0)))).toBeCloseTo(one.reason.belief, 9)
})
