import { type Incident } from '@bilezik/contract'
import { Skeleton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { incidentQuery } from '../api/queries.ts'
import { problemText } from '../app/problem-text.ts'
import { useNow } from '../feed/live.ts'
import { moment } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { EntryList } from './EntryList.tsx'
import classes from './panel.module.css'
import { reasonText } from './reason-text.ts'

const shownAlerts = 3

interface IncidentWhyProps {
  readonly incident: Incident
  readonly onWhy: () => void
}

/** Why there is an incident at all, in sentences, and what has been done about it. */
export function IncidentWhy({ incident, onWhy }: IncidentWhyProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(60_000)
  const [settledId] = useDebouncedValue(incident.id, 250)
  const detail = useQuery(incidentQuery(settledId))
  const data = detail.data?.incident.id === incident.id ? detail.data : undefined
  return (
    <div tabIndex={0} role="group" aria-label={t('incident.why')}>
      <h3 className={classes['whyHead']}>
        <span>
          {t('incident.why')}
          {incident.alertCount > 1 && ` (${t('incident.alerts', { count: incident.alertCount })})`}
        </span>
        <ReasonedButton variant="default" size="compact-xs" whyNot={null} keyName="W" onClick={onWhy}>
          {t('explain.open')}
        </ReasonedButton>
      </h3>
      {detail.isError && !data && <p role="alert">{problemText(detail.error, t)}</p>}
      {!data && !detail.isError && <Skeleton height={80} radius={2} animate={false} />}
      {data && (
        <>
          <ul className={classes['why']}>
            {data.alerts.slice(-shownAlerts).map((alert) => (
              <li key={alert.id}>
                <b>{t(`alert.${alert.kind}`)}</b>, {t('time.since', { time: moment(Date.parse(alert.beganAt), now, language) })}
                {alert.state !== 'active' && <>, {t(`alertState.${alert.state}`)}</>}. {reasonText(alert, t, language, now)}
              </li>
            ))}
          </ul>
          <EntryList entries={data.entries} />
        </>
      )}
    </div>
  )
}
