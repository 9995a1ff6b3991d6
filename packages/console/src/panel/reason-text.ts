import { type TFunction } from 'i18next'
import { type Language } from '@bilezik/domain'
import { type Alert } from '../api/queries.ts'
import { age } from '../format/duration.ts'
import { belief, distance, percent } from '../format/number.ts'
import { moment } from '../format/time.ts'
import { dutyText } from '../person/duty-text.ts'
import { signalText } from './signal-text.ts'

/** Why the engine raised an alert, in one or two sentences. */
export function reasonText(alert: Alert, t: TFunction, language: Language, nowMs: number): string {
  const { reason } = alert
  switch (reason.kind) {
    case 'presence': {
      const hours = dutyText(reason.duty, t, language, nowMs)
      const last = reason.path.at(-1)
      if (reason.presence === 'unknown') return t('reason.presenceUnknown', { hours })
      const values = { hours, belief: belief(reason.belief, language), count: reason.path.length }
      if (reason.presence === 'inside') return t('reason.presenceInside', values)
      return t('reason.presenceOutside', { ...values, distance: last ? distance(last.distanceMetres, language) : '?' })
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
