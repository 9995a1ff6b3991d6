import { useTranslation } from 'react-i18next'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Changes } from './form-spec.ts'
import classes from './changes.module.css'

/** Who is to be told at once: 1369 §18; of a search the body alone. Its duty unit stands in for a body that is away: 1369 §8(3). */
const toBeTold = { hospitalisation: ['body', 'health-institution'], search: ['body'] } as const

function untoldOf({ kind, told }: Changes['episodes'][number]) {
  const heard = told.map(({ party }) => (party === 'body-duty-unit' ? 'body' : party))
  return toBeTold[kind].filter((party) => !heard.includes(party))
}

/** In hospital since when, who was told, and that no condition is lifted by it: beside an alert, and on the person's page. */
export function EpisodeLine({ episode }: { readonly episode: Changes['episodes'][number] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const since = dateAndTime(Date.parse(episode.since), language)
  const untold = untoldOf(episode)
  const told = episode.told.map(({ party, at }) =>
    t('changes.toldAt', { party: t(`changes.party.${party}`), at: dateAndTime(Date.parse(at), language) }),
  )
  return (
    <p className={classes['episode']}>
      <b>{t(`changes.episodeNow.${episode.kind}`, { since, place: episode.place })}</b> {told.join('; ')}
      {untold.length > 0 && (
        <>
          {' '}
          {t('changes.toldNobody', {
            parties: untold.map((party) => t(`changes.party.${party}`)).join(t('app.listSeparator')),
          })}
        </>
      )}{' '}
      <span className={classes['hint']}>{t('changes.liftsNothing')}</span>
    </p>
  )
}
