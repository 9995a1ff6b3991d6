import { useTranslation } from 'react-i18next'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Changes } from './form-spec.ts'
import classes from './changes.module.css'

/** In hospital since when, who was told, and that no condition is lifted by it: beside an alert, and on the person's page. */
export function EpisodeLine({ episode }: { readonly episode: Changes['episodes'][number] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const since = dateAndTime(Date.parse(episode.since), language)
  const told = episode.told.map(({ party, at }) =>
    t('changes.toldAt', { party: t(`changes.party.${party}`), at: dateAndTime(Date.parse(at), language) }),
  )
  return (
    <p className={classes['episode']}>
      <b>{t(`changes.episodeNow.${episode.kind}`, { since, place: episode.place })}</b>{' '}
      {told.length === 0 ? t('changes.toldNobody') : told.join(t('app.listSeparator'))}{' '}
      <span className={classes['hint']}>{t('changes.liftsNothing')}</span>
    </p>
  )
}
