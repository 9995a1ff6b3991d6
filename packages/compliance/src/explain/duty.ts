import { type Alert, type Occurrence, type Permit, type Rule, type RuleKind, type Statement, day } from '@bilezik/domain'

/** Hours repeat each week: what lasts longer than one has no beginning and no end worth telling. */
function isWithoutEnd({ from, until }: Occurrence): boolean {
  return until - from > 7 * day
}

type RuleOf<Kind extends RuleKind> = Extract<Rule, { kind: Kind }>

/** What each kind of rule asks. A new kind without a line here does not compile. */
const duties: { readonly [Kind in RuleKind]: (rule: RuleOf<Kind>, hours: Occurrence | undefined, alert: Alert) => Statement } = {
  curfew: ({ zone: { name: zone } }, hours) =>
    hours && !isWithoutEnd(hours)
      ? { code: 'duty-home', params: { zone, from: hours.from, until: hours.until } }
      : { code: 'duty-home-always', params: { zone } },
  exclusion: ({ zone: { name: zone } }, hours) =>
    hours && !isWithoutEnd(hours)
      ? { code: 'duty-away', params: { zone, from: hours.from, until: hours.until } }
      : { code: 'duty-away-always', params: { zone } },
  territory: ({ zone: { name: zone } }) => ({ code: 'duty-territory', params: { zone } }),
  distance: ({ metres }) => ({ code: 'duty-distance', params: { metres } }),
  'device-care': ({ lowBatteryPercent }, _hours, { kind }) =>
    kind === 'low-battery'
      ? { code: 'duty-charge', params: { limitPercent: lowBatteryPercent } }
      : { code: 'duty-wear', params: {} },
  contact: ({ everyMs }) => ({ code: 'duty-contact', params: { everyMs } }),
}

export function dutyOf(alert: Alert, rule: Rule): Statement {
  if (alert.kind === 'sos') return { code: 'duty-none', params: {} }
  const hours = 'duty' in alert.reason ? alert.reason.duty : undefined
  // The table holds for each kind just the rule of that kind; the compiler cannot follow that through an index.
  return (duties[rule.kind] as (rule: Rule, hours: Occurrence | undefined, alert: Alert) => Statement)(rule, hours, alert)
}

/**
 * The permits that were looked at before the alert was raised, and why each fell short. Where the alert names none, those that were
 * given beforehand for a time around it; `undefined`: not looked up, and nothing is said.
 */
export function permitsOf({ reason, lineageId, beganAt, noticedAt }: Alert, permits: readonly Permit[] | undefined): Statement[] {
  const considered = 'permits' in reason ? (reason.permits ?? []) : []
  if (considered.length > 0) {
    return considered.map(({ kind: permitKind, from, until, shortfall }) => ({
      code: 'permit-short',
      params: { permitKind, from, until, shortfall },
    }))
  }
  const own = permits?.filter((permit) => permit.lineageIds.includes(lineageId))
  const near = own?.filter((permit) => permit.from < noticedAt + day && permit.until > beganAt - day)
  if (near?.length === 0) return [{ code: 'no-permit', params: {} }]
  // What was written down only after the alert and is for its very time is weighed by the engine anew, not told of here.
  const elsewhen = near?.filter(({ from, until }) => noticedAt < from || noticedAt >= until) ?? []
  return elsewhen.map(({ from, until, givenAt }) => ({ code: 'permit-elsewhen', params: { from, until, givenAt } }))
}
