import { type TechnicalIncident } from '@bilezik/contract'
import { type Language } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { stopwatch } from '../format/duration.ts'
import { moment } from '../format/time.ts'

/** What lost contact, in words: `network 401-01 in the Astana region`. */
export function groupText({ kind, values, region }: TechnicalIncident['group'], t: TFunction, language: Language): string {
  const [first = '', second = ''] = values
  const place = region?.[language] ?? t('outage.someRegion')
  switch (kind) {
    case 'network':
      return t('outage.group.network', { network: first })
    case 'network-in-region':
      return t('outage.group.network-in-region', { network: first, region: place })
    case 'firmware':
      return t('outage.group.firmware', { model: first, firmware: second })
    case 'model':
      return t('outage.group.model', { model: first })
    case 'region':
      return t('outage.group.region', { region: place })
    case 'gateway':
      return t('outage.group.gateway', { gateway: first })
    default:
      return kind satisfies never
  }
}

/** Since when and how long; or from when to when, once it is over. */
export function spanText(
  { beganAt, endedAt }: Pick<TechnicalIncident, 'beganAt' | 'endedAt'>,
  nowMs: number,
  t: TFunction,
  language: Language,
): string {
  const beganMs = Date.parse(beganAt)
  const from = moment(beganMs, nowMs, language)
  if (endedAt === null) return t('outage.since', { time: from, lasts: stopwatch(nowMs - beganMs, language) })
  return t('outage.over', { from, until: moment(Date.parse(endedAt), nowMs, language) })
}

/** Why each button cannot be pressed now; null when it can. */
export function whyNot(
  { state, taken, endedAt }: Pick<TechnicalIncident, 'state' | 'taken' | 'endedAt'>,
  isHead: boolean,
  t: TFunction,
): { readonly release: string | null; readonly conclude: string | null } {
  const isYours = taken?.isYours === true
  if (state === 'open') return { release: t('outage.whyNotTaken'), conclude: t('outage.whyNotTaken') }
  return {
    release: isYours || isHead ? null : t('outage.whyNotYours'),
    conclude: isYours ? (endedAt === null ? t('outage.whyLasts') : null) : t('outage.whyNotYours'),
  }
}
