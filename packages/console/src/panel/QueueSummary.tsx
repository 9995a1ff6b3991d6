import { type Incident } from '@bilezik/contract'
import { useTranslation } from 'react-i18next'
import { useNow } from '../feed/live.ts'
import { stopwatch } from '../format/duration.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { SeverityMark } from '../severity/SeverityMark.tsx'
import { arrange } from './queue-order.ts'
import classes from './queue.module.css'

interface QueueSummaryProps {
  readonly incidents: ReadonlyMap<string, Incident>
  /** New incidents above what is on the screen. */
  readonly above: readonly Incident[]
  readonly onToTop: () => void
}

/** What needs someone, in one line: the worst untaken and how long it waits; or that new ones have come in above. */
export function QueueSummary({ incidents, above, onToTop }: QueueSummaryProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const worstOf = (list: readonly Incident[]) => incidents.get(arrange(list).ids[0] ?? '')
  const worstAbove = worstOf(above)
  if (worstAbove) {
    return (
      <button type="button" className={classes['above']} onClick={onToTop}>
        <SeverityMark severity={worstAbove.severity} size={14} />
        {t('queue.newAbove', { count: above.length })}
        <kbd aria-hidden="true">Home</kbd>
      </button>
    )
  }
  const worst = worstOf([...incidents.values()].filter(({ state }) => state === 'open'))
  return (
    <p className={classes['summary']}>
      {worst && (
        <>
          <SeverityMark severity={worst.severity} size={14} />
          {t('queue.worst', {
            headline: t(`alert.${worst.headline}`),
            time: stopwatch(now - Date.parse(worst.openedAt), language),
          })}
        </>
      )}
    </p>
  )
}
