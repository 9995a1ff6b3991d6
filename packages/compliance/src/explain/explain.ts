import {
  type Alert,
  type AlertReason,
  type Condition,
  type Explanation,
  type Statement,
  explanationParts,
  later,
  statementPart,
} from '@bilezik/domain'
import type { AlertFate, Around, Subject } from './context.ts'
import { dutyOf, permitsOf } from './duty.ts'
import { explainedFix, probabilityOf } from './fixes.ts'
import { presenceGround, presenceOtherwise, presenceUnknown } from './presence.ts'

type ReasonKind = AlertReason['kind']

/** Why one kind of reason was enough, what it leaves open, and what would have changed it. */
interface Teller<Kind extends ReasonKind> {
  readonly ground: (subject: Subject<Kind>) => readonly Statement[]
  readonly unknown: (subject: Subject<Kind>) => readonly Statement[]
  readonly otherwise: (subject: Subject<Kind>) => readonly Statement[]
}

/** A new kind of reason without a line here does not compile. */
const tellers: { readonly [Kind in ReasonKind]: Teller<Kind> } = {
  presence: { ground: presenceGround, unknown: presenceUnknown, otherwise: presenceOtherwise },
  unconfirmed: {
    ground: ({ reason: { lastSeenAt, unknownSince: since, because } }) => [
      { code: 'unconfirmed', params: { lastSeenAt, since, because } },
    ],
    unknown: () => [{ code: 'whereabouts-unknown', params: {} }],
    otherwise: () => [{ code: 'otherwise-permit', params: {} }],
  },
  signal: {
    ground: ({ alert, reason }) => [{ code: 'signal', params: { signal: reason.signal, at: alert.beganAt } }],
    unknown: ({ alert }) => [
      alert.kind === 'sos' ? { code: 'reason-unknown', params: {} } : { code: 'hand-unknown', params: {} },
    ],
    otherwise: ({ alert }) => (alert.kind === 'sos' ? [] : [{ code: 'otherwise-counterpart', params: {} }]),
  },
  silence: {
    ground: ({ alert, reason }) => {
      const { lastContactAt, everyMs, serverBlindMs } = reason
      const silentMs = alert.noticedAt - lastContactAt
      const statements: Statement[] = [{ code: 'silence', params: { lastContactAt, everyMs, silentMs } }]
      return serverBlindMs > 0 ? [...statements, { code: 'own-outage', params: { blindMs: serverBlindMs } }] : statements
    },
    unknown: () => [{ code: 'whereabouts-unknown', params: {} }],
    otherwise: ({ reason }) => [
      { code: 'otherwise-contact', params: { by: later(reason.lastContactAt, reason.everyMs + reason.serverBlindMs) } },
    ],
  },
  battery: {
    ground: ({ reason: { levelPercent, limitPercent } }) => [
      levelPercent === null
        ? { code: 'charge-said-low', params: {} }
        : { code: 'charge', params: { levelPercent, limitPercent } },
    ],
    unknown: () => [{ code: 'reason-unknown', params: {} }],
    otherwise: ({ reason }) => [{ code: 'otherwise-charged', params: { limitPercent: reason.limitPercent } }],
  },
}

function graceOf({ reason }: Alert): readonly Statement[] {
  if (!('graceMs' in reason)) return []
  return [reason.graceMs > 0 ? { code: 'grace', params: { graceMs: reason.graceMs } } : { code: 'no-grace', params: {} }]
}

function fateOf(fate: AlertFate): Statement {
  return fate.kind === 'lasts' ? { code: 'lasts', params: {} } : { code: fate.kind, params: { at: fate.at } }
}

/**
 * Why an alert was raised, from the alert itself, the version of the condition that it names, and what is known around it.
 * Facts only: whether they are a violation, an official finds.
 */
export function explain(alert: Alert, condition: Condition, around: Around = {}): Explanation {
  const { reason } = alert
  const subject = { alert, reason, condition, around } as Subject<typeof reason.kind>
  const teller = tellers[reason.kind] as unknown as Teller<ReasonKind>
  const { version, from, until } = condition
  const isPlace = reason.kind === 'presence'
  const isBoundToPlace = isPlace || reason.kind === 'unconfirmed'
  const blind = around.blind ?? []
  const statements: Statement[] = [
    { code: 'raised', params: { alertKind: alert.kind, beganAt: alert.beganAt, noticedAt: alert.noticedAt } },
    dutyOf(alert, condition.rule),
    ...(alert.kind === 'sos' ? [] : [{ code: 'version', params: { version, from, until } } as const]),
    ...graceOf(alert),
    ...(isBoundToPlace && condition.rule.kind !== 'distance' ? permitsOf(alert, around.permits) : []),
    ...teller.ground(subject),
    ...blind.map((params) => ({ code: 'blind', params }) as const),
    ...teller.unknown(subject),
    ...teller.otherwise(subject),
    ...(around.amendments ?? []).map((params) => ({ code: 'amended', params }) as const),
    ...(around.fate ? [fateOf(around.fate)] : []),
    { code: 'no-finding', params: {} },
  ]
  return {
    statements: explanationParts.flatMap((part) => statements.filter(({ code }) => statementPart[code] === part)),
    fixes: isPlace ? reason.path.map((fixed) => explainedFix(fixed, condition.rule.kind === 'distance')) : [],
    threshold: isPlace && reason.presence !== 'unknown' ? thresholdOf(reason.presence, reason.thresholdLogOdds) : null,
    blind,
  }
}

function thresholdOf(side: 'inside' | 'outside', thresholdLogOdds: number): Explanation['threshold'] {
  const logOdds = Math.abs(thresholdLogOdds)
  return { side, logOdds, probability: probabilityOf(logOdds) }
}
