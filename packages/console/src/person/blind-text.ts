import { type Language } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { type History } from '../api/queries.ts'
import { distance } from '../format/number.ts'
import { clock } from '../format/time.ts'

type BlindInterval = History['blindIntervals'][number]
type KnownEnd = NonNullable<BlindInterval['before']>

function endText(end: KnownEnd | null, which: 'before' | 'after', zones: History['zones'], t: TFunction): string {
  if (!end) return t(`blind.${which}Nothing`)
  const known = end.zones.flatMap(({ lineageId, presence }) => {
    const name = zones.find((zone) => zone.lineageId === lineageId)?.name
    return name ? [`${name}: ${t(`presence.${presence}`)}`] : []
  })
  const where = known.length === 0 ? '' : ` (${known.join(', ')})`
  return `${t(`blind.${which}`, { time: clock(Date.parse(end.at)) })}${where}`
}

/** Both ends of a time in which nothing was known, and how much it leaves open: facts, no word about conduct. */
export function blindText(
  interval: Pick<BlindInterval, 'before' | 'after' | 'gapMetres' | 'couldHaveReachedMetres' | 'reachKilometresPerHour'>,
  zones: History['zones'],
  t: TFunction,
  language: Language,
): string {
  const { before, after, gapMetres, couldHaveReachedMetres, reachKilometresPerHour } = interval
  const reach =
    gapMetres === null || couldHaveReachedMetres === null
      ? []
      : [
          t('blind.gap', { distance: distance(gapMetres, language) }),
          t('blind.reach', { distance: distance(couldHaveReachedMetres, language), speed: String(reachKilometresPerHour) }),
        ]
  return [endText(before, 'before', zones, t), endText(after, 'after', zones, t), ...reach].join('. ')
}
