import type { ResponseOf, api } from '@bilezik/contract'
import { isoInstant, instant, severityOf } from '@bilezik/domain'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { permitsOf } from '../orders/permits-of.ts'
import { requireZones } from '../orders/require-rules.ts'
import { kitOf } from '../orders/write-plan.ts'
import { concerning, requirePerson } from '../persons/in-scope.ts'
import { readWeek } from './read-week.ts'
import { runPreview } from './run-preview.ts'

type Answer = ResponseOf<typeof api.previewRules>['alerts'][number]

/** A week of one person is some tens of megabytes while it is stepped. */
const mostAtOnce = 2
const mostAlerts = 500
let running = 0

/** What would have alerted: by the stored readings and the engine as it stands, so that hours and zones are tried before they bind. */
export const previewRules: Handler<'previewRules'> = async ({ tx, params, body, now, log }) => {
  const person = await requirePerson(tx, params.personId)
  for (const [index, rule] of body.rules.entries()) requireZones(rule, index)
  if (running >= mostAtOnce) refuse('too-many-requests', { retryAfterSeconds: 5 })
  running++
  try {
    const week = await readWeek(tx, person.id, now)
    const { from, until, readings } = week
    const permits = await permitsOf(tx, person.id, from)
    const period = { from: isoInstant(from), until: isoInstant(until) }
    await log({ ...concerning(person), detail: { ...period, rules: body.rules.map(({ kind }) => kind) } })
    const nothing = { alerts: [], ruleOf: () => 0, unknown: [] }
    // Of silence alone nothing is said: that nothing was collected is no one's conduct.
    const { alerts, ruleOf, unknown } =
      readings === 0 ? nothing : await runPreview(person.id, body.rules, await kitOf(tx, person.id), week)
    return {
      ...period,
      readings,
      alerts: alerts.slice(0, mostAlerts).map(({ alert, end }) => ({
        ruleIndex: ruleOf(alert.lineageId),
        kind: alert.kind,
        severity: severityOf[alert.kind],
        beganAt: isoInstant(alert.beganAt),
        noticedAt: isoInstant(alert.noticedAt),
        endedAt: end ? isoInstant(end.endedAt) : null,
        // zod's output type is mutable, the domain's is not; the value is the same.
        reason: alert.reason as Answer['reason'],
      })),
      unknownMs: readings === 0 ? until - from : unknown.reduce((sum, one) => sum + one.until - one.from, 0),
      unknown: unknown.map((one) => ({
        from: isoInstant(instant(one.from)),
        until: isoInstant(instant(one.until)),
        because: one.because,
      })),
      isCut: week.isCut || alerts.length > mostAlerts,
      permitsInWeek: permits.filter((permit) => permit.until > from).length,
    }
  } finally {
    running--
  }
}
