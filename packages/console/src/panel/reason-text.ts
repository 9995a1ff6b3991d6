import { type TFunction } from 'i18next'
import { type Language } from '@bilezik/domain'
import { type Alert } from '../api/queries.ts'
import { age } from '../format/duration.ts'
import { belief, distance, percent } from '../format/number.ts'
import { moment } from '../format/time.ts'
import { dutyText } from '../person/duty-text.ts'
import { signalText } from './signal-text.ts'

type Reason = Alert['reason']
type Considered = Extract<Reason, { kind: 'unconfirmed' }>['permits']

/** Which grace had run, where one had. */
function graceTexts(
  { grace, graceMs }: Pick<Extract<Reason, { kind: 'presence' }>, 'grace' | 'graceMs'>,
  t: TFunction,
): string[] {
  if (grace === undefined || graceMs === 0) return []
  return [t(`reason.grace.${grace}`, { minutes: String(Math.round(graceMs / 60_000)) })]
}

/** The notices and permissions that were looked at, and why none of them covered. */
function permitTexts(permits: Considered, t: TFunction, language: Language, nowMs: number): string[] {
  return (permits ?? []).map(({ kind, from, until, shortfall }) =>
    t(`reason.permit.${kind}`, {
      from: moment(from, nowMs, language),
      until: moment(until, nowMs, language),
      why: t(`reason.shortfall.${shortfall}`),
    }),
  )
}

/** Why the engine raised an alert, in one or two sentences. */
export function reasonText(alert: Pick<Alert, 'reason'>, t: TFunction, language: Language, nowMs: number): string {
  const { reason } = alert
  switch (reason.kind) {
    case 'presence': {
      const hours = dutyText(reason.duty, t, language, nowMs)
      const last = reason.path.at(-1)
      if (reason.presence === 'unknown') return t('reason.presenceUnknown', { hours })
      const values = { hours, belief: belief(reason.belief, language), count: reason.path.length }
      const away = { ...values, distance: last ? distance(last.distanceMetres, language) : '?' }
      const more = [...graceTexts(reason, t), ...permitTexts(reason.permits, t, language, nowMs)]
      if (reason.approachMetres !== undefined)
        return [t('reason.approach', { ...away, limit: distance(reason.approachMetres, language) }), ...more].join(' ')
      if (reason.presence === 'inside') return [t('reason.presenceInside', values), ...more].join(' ')
      return [t('reason.presenceOutside', away), ...more].join(' ')
    }
    case 'unconfirmed': {
      const said = t('reason.unconfirmed', {
        time: moment(reason.lastSeenAt, nowMs, language),
        since: moment(reason.unknownSince, nowMs, language),
        because: t(`because.${reason.because}`),
        hours: dutyText(reason.duty, t, language, nowMs),
      })
      return [said, ...graceTexts(reason, t), ...permitTexts(reason.permits, t, language, nowMs)].join(' ')
    }
    case 'signal':
      return t('reason.signal', { signal: signalText(reason.signal, t) })
    case 'silence':
      return t('reason.silence', { time: moment(reason.lastContactAt, nowMs, language), every: age(reason.everyMs, language) })
    case 'battery':
      return t('reason.battery', {
        level: reason.levelPercent === null ? t('app.unknown') : percent(reason.levelPercent, language),
        limit: percent(reason.limitPercent, language),
      })
    default:
      return reason satisfies never
  }
}
