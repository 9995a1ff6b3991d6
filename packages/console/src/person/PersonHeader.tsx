import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type PersonDetail } from '../api/queries.ts'
import { useNow } from '../feed/live.ts'
import { date, dateOn, moment } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { notWatchedText } from './not-watched-text.ts'
import { StatusFacts } from './StatusFacts.tsx'
import classes from './person.module.css'

interface PersonHeaderProps {
  readonly person: PersonDetail
  /** What can be done. */
  readonly children: ReactNode
}

export function PersonHeader({ person, children }: PersonHeaderProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(60_000)
  const { order, status } = person
  const on = (iso: string) => date(Date.parse(iso), language)
  const notWatched = notWatchedText(person, now, t, language)
  const knowledge =
    status === null
      ? t('person.noStatus')
      : status.knowledge.kind === 'known'
        ? `${t('person.known')}, ${t('time.since', { time: moment(Date.parse(status.knowledge.since), now, language) })}`
        : `${t('person.blind', { cause: t(`because.${status.knowledge.because}`) })}, ${t('time.since', { time: moment(Date.parse(status.knowledge.since), now, language) })}`
  return (
    <header className={classes['header']}>
      <div className={classes['who']}>
        <h1>{[person.familyName, person.givenName, person.patronymic].filter(Boolean).join(' ')}</h1>
        {notWatched === null ? (
          <p data-blind={status?.knowledge.kind === 'blind' || undefined}>{knowledge}</p>
        ) : (
          <p data-blind="">{notWatched}</p>
        )}
        <p>{person.organisation.name[language]}</p>
        <div className={classes['actions']}>{children}</div>
      </div>
      <dl className={classes['order']}>
        <div>
          <dt>{t('person.order')}</dt>
          <dd>
            {order ? (
              <>
                <b>{t(`regime.${order.regime}`)}</b>
                <br />
                {t('person.orderNumber', { number: order.basisNumber, date: on(order.decidedAt) })}
              </>
            ) : (
              t('person.noOrder')
            )}
          </dd>
        </div>
        {order && (
          <div>
            <dt>{t('person.term')}</dt>
            <dd>
              {order.termRestsSince === null
                ? t('time.order', { from: on(order.termFrom), until: on(order.termUntil) })
                : t('time.orderRests', { from: on(order.termFrom), since: on(order.termRestsSince) })}{' '}
              ({t(`orderState.${order.state}`)})
            </dd>
          </div>
        )}
        {(person.iinMasked !== null || person.birthOn !== null) && (
          <div>
            <dt>{t('person.iin')}</dt>
            <dd>
              {[person.iinMasked, person.birthOn !== null && `${t('person.born')}: ${dateOn(person.birthOn, language)}`]
                .filter(Boolean)
                .join(t('app.listSeparator'))}
            </dd>
          </div>
        )}
      </dl>
      <StatusFacts person={person} isBlindnessTold />
    </header>
  )
}
