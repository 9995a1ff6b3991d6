import { type Incident } from '@bilezik/contract'
import { useTranslation } from 'react-i18next'
import { useNow } from '../feed/live.ts'
import { stopwatch } from '../format/duration.ts'
import { useLanguage } from '../i18n/use-language.ts'
import classes from './queue.module.css'

/** How long the incident has been waiting for anyone; stands still once it is concluded. */
export function WaitTime({ incident }: { readonly incident: Incident }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const until = incident.concluded ? Date.parse(incident.concluded.at) : now
  const text = stopwatch(until - Date.parse(incident.openedAt), language)
  return (
    <span className={classes['wait']} title={t('queue.waits', { time: text })}>
      {text}
    </span>
  )
}
