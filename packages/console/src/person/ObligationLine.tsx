import { useTranslation } from 'react-i18next'
import { type Obligation } from '../api/queries.ts'
import { useNow } from '../feed/live.ts'
import { belief } from '../format/number.ts'
import { moment } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Citation } from '../parts/Citation.tsx'
import { PresenceMark } from '../parts/PresenceMark.tsx'
import { graceEndMs } from './grace.ts'
import { hoursText, ruleTitle, termsTexts } from './obligation-text.ts'
import classes from './obligation.module.css'

interface ObligationLineProps {
  readonly obligation: Obligation
  /** With its hours, next change and source; without: one line for the strip below the map. */
  readonly isFull?: boolean
}

/** What is owed, how it stands, since when, and by what right. */
export function ObligationLine({ obligation, isFull = false }: ObligationLineProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(60_000)
  const { rule, status, presence, source, nextChangeAt } = obligation
  const at = (iso: string) => moment(Date.parse(iso), now, language)
  const graceEnd = graceEndMs(obligation)
  const shownStatus = graceEnd === null ? status : 'grace'
  const presenceText = presence && [
    t(`presence.${presence.kind}`),
    presence.kind === 'unknown' ? t(`because.${presence.because}`) : belief(presence.belief, language),
    t('time.since', { time: at(presence.since) }),
    // One that is over by our reckoning goes on by the engine's, which adds what was not heard.
    ...(graceEnd !== null && graceEnd > now ? [t('rule.graceUntil', { time: moment(graceEnd, now, language) })] : []),
  ]
  const hours = hoursText(rule, t, language)
  const terms = [hours, ...termsTexts(rule, t, language), nextChangeAt && t('person.next', { time: at(nextChangeAt) })].filter(
    Boolean,
  )
  return (
    <li className={classes['obligation']} data-status={shownStatus}>
      <span className={classes['title']}>{ruleTitle(rule, t, language)}</span>
      <span className={classes['status']}>{t(`status.${shownStatus}`)}</span>
      {presence && presenceText ? (
        <span className={classes['presence']}>
          <PresenceMark presence={presence.kind} /> {presenceText.join(t('app.listSeparator'))}
        </span>
      ) : (
        <span className={classes['detail']}>{t('time.since', { time: at(obligation.since) })}</span>
      )}
      {isFull && (
        <>
          {/* The status can be younger than the presence: out since noon, obliged since 22:00. */}
          {presence && graceEnd === null && presence.since !== obligation.since && (
            <span className={classes['detail']}>
              {t(`status.${status}`)} {t('time.since', { time: at(obligation.since) })}
            </span>
          )}
          {terms.length > 0 && <span className={classes['detail']}>{terms.join(t('app.listSeparator'))}</span>}
          <span className={classes['source']}>
            {t(`source.${source.kind}`)}
            {source.citation !== null && (
              <>
                : <Citation code={source.citation} />
              </>
            )}
          </span>
        </>
      )}
    </li>
  )
}
