import { type TFunction } from 'i18next'
import { type Language } from '@bilezik/domain'
import { type Obligation } from '../api/queries.ts'
import { age } from '../format/duration.ts'
import { distance, percent } from '../format/number.ts'
import { clockOfMinute } from '../format/time.ts'
import { isRoundTheClock } from './duty-text.ts'

type Rule = Obligation['rule']
type Window = Extract<Rule, { kind: 'curfew' }>['schedule']['windows'][number]

export function ruleTitle(rule: Rule, t: TFunction, language: Language): string {
  switch (rule.kind) {
    case 'curfew':
      return t('rule.curfew', { zone: rule.zone.name })
    case 'exclusion':
      return t('rule.exclusion', { zone: rule.zone.name })
    case 'distance':
      return t('rule.distance', { metres: distance(rule.metres, language) })
    case 'territory':
      return t('rule.territory', { zone: rule.zone.name })
    case 'device-care':
      return t('rule.device-care', { percent: percent(rule.lowBatteryPercent, language) })
    case 'contact':
      return t('rule.contact', { every: age(rule.everyMs, language) })
    default:
      return rule satisfies never
  }
}

function daysText(window: Window, t: TFunction): string {
  if (window.days.length === 7) return t('rule.everyDay')
  const days = window.days.toSorted((a, b) => a - b)
  const first = days[0] ?? 1
  const last = days.at(-1) ?? first
  const name = (day: 1 | 2 | 3 | 4 | 5 | 6 | 7) => t(`weekdayShort.day${day}`)
  const isRun = days.length > 2 && last - first === days.length - 1
  return isRun ? `${name(first)}-${name(last)}` : days.map(name).join(t('app.listSeparator'))
}

/** The hours of a rule, as they would be said; undefined where it binds at all times without a schedule. */
export function hoursText(rule: Rule, t: TFunction): string | undefined {
  if (rule.kind !== 'curfew' && rule.kind !== 'exclusion') return undefined
  if (isRoundTheClock(rule.schedule)) return t('rule.roundTheClock')
  return scheduleText(rule.schedule.windows, t)
}

export function scheduleText(windows: readonly Window[], t: TFunction): string {
  return windows
    .map((window) =>
      t('rule.hours', {
        days: daysText(window, t),
        from: clockOfMinute(window.startMinute),
        until: clockOfMinute(window.endMinute),
      }),
    )
    .join('; ')
}

const minutes = (ms: number) => String(Math.round(ms / 60_000))

/** What the service grants or watches beyond the obligation itself, and what leaving asks for. */
export function termsTexts(rule: Rule, t: TFunction, language: Language): string[] {
  switch (rule.kind) {
    case 'curfew':
      return [
        ...(rule.arrivalGraceMs > 0 ? [t('rule.arrivalGrace', { minutes: minutes(rule.arrivalGraceMs) })] : []),
        ...(rule.departureGraceMs > 0 ? [t('rule.departureGrace', { minutes: minutes(rule.departureGraceMs) })] : []),
      ]
    case 'exclusion':
      return rule.approachMetres > 0 ? [t('rule.approach', { distance: distance(rule.approachMetres, language) })] : []
    case 'territory':
      return [
        t(`rule.leave.${rule.leave}`),
        ...(rule.returnGraceMs > 0 ? [t('rule.returnGrace', { minutes: minutes(rule.returnGraceMs) })] : []),
      ]
    case 'distance':
    case 'device-care':
    case 'contact':
      return []
    default:
      return rule satisfies never
  }
}
