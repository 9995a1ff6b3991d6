import { useTranslation } from 'react-i18next'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Changes } from './form-spec.ts'
import { EpisodeLine } from './EpisodeLine.tsx'
import classes from './changes.module.css'

/** In hospital or sought, now and before. An episode explains where somebody is; it lifts no condition, and says so. */
export function Episodes({ episodes }: { readonly episodes: Changes['episodes'] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (episodes.length === 0) return null
  return (
    <ul className={classes['list']}>
      {episodes.map((episode) => (
        <li key={`${episode.kind} ${episode.since}`}>
          {episode.until === null ? (
            <EpisodeLine episode={episode} />
          ) : (
            t(`changes.episodePast.${episode.kind}`, {
              place: episode.place,
              from: dateAndTime(Date.parse(episode.since), language),
              until: dateAndTime(Date.parse(episode.until), language),
            })
          )}
        </li>
      ))}
    </ul>
  )
}
