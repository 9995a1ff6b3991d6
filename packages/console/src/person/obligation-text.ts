import { type TFunction } from 'i18next'
import { type Language, type Rule } from '@bilezik/domain'
import { age } from '../format/duration.ts'
import { distance, percent } from '../format/number.ts'
import { scheduleTexts } from '../schedules/schedule-text.ts'

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

/** As many single dates as still make a line that is read. */
const mostDates = 2

/** The hours of a rule, as they would be said; undefined where it binds at all times without a schedule. */
export function hoursText(rule: Rule, t: TFunction, language: Language): string | undefined {
  if (rule.kind !== 'curfew' && rule.kind !== 'exclusion') return undefined
  const { exceptions = [] } = rule.schedule
  const texts = scheduleTexts(rule.schedule, t, language)
  const shown =
    exceptions.length <= mostDates ? texts : [...texts.slice(0, texts.length - exceptions.length), t('permits.otherDates')]
  return shown.join('; ')
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
