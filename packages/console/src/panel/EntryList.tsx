import { useTranslation } from 'react-i18next'
import { type IncidentDetail } from '../api/queries.ts'
import { clock } from '../format/time.ts'
import classes from './panel.module.css'

/** The history of an incident, newest first. */
export function EntryList({ entries }: { readonly entries: IncidentDetail['entries'] }) {
  const { t } = useTranslation()
  const newestFirst = entries.toReversed()
  return (
    <ol className={classes['entries']} aria-label={t('incident.history')} reversed>
      {newestFirst.map((entry, i) => (
        <li key={`${entry.at}-${entries.length - i}`}>
          <time dateTime={entry.at}>{clock(Date.parse(entry.at))}</time> {entry.byName ?? t('app.system')}:{' '}
          {t(`entry.${entry.kind}`, { alert: entry.alertKind ? t(`alert.${entry.alertKind}`) : '' })}
          {entry.text && <q>{entry.text}</q>}
        </li>
      ))}
    </ol>
  )
}
