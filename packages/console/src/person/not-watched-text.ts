import { type Language } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { type PersonDetail } from '../api/queries.ts'
import { moment } from '../format/time.ts'

/** That our own failure keeps us from watching, and since when; null while the person is watched. */
export function notWatchedText(
  { notWatchedSince }: Pick<PersonDetail, 'notWatchedSince'>,
  nowMs: number,
  t: TFunction,
  language: Language,
): string | null {
  if (notWatchedSince === null) return null
  return t('person.notWatched', { time: moment(Date.parse(notWatchedSince), nowMs, language) })
}
