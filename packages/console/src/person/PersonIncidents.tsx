import { type Incident } from '@bilezik/contract'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useNow } from '../feed/live.ts'
import { moment } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { SeverityMark } from '../severity/SeverityMark.tsx'
import { severityClass } from '../severity/severity-class.ts'
import classes from './person.module.css'

interface PersonIncidentsProps {
  readonly incidents: readonly Incident[]
  readonly onWhy: (incidentId: string) => void
}

/** Open ones lead to the panel, where they are worked on. */
export function PersonIncidents({ incidents, onWhy }: PersonIncidentsProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(60_000)
  return (
    <ul className={classes['incidents']}>
      {incidents.map((incident) => {
        const number = t('incident.number', { number: String(incident.number) })
        return (
          <li key={incident.id}>
            <SeverityMark severity={incident.severity} isHollow={incident.state !== 'open'} />
            <span>
              <b>{t(`alert.${incident.headline}`)}</b>{' '}
              <span className={severityClass(incident.severity)}>{t(`severity.${incident.severity}`)}</span>
            </span>
            {incident.state === 'concluded' ? (
              <span>{number}</span>
            ) : (
              <Link to="/" search={{ tab: 'all', incident: incident.id }}>
                {number}
              </Link>
            )}
            <span className={classes['incidentDetail']}>
              {moment(Date.parse(incident.beganAt), now, language)}, {t(`incidentState.${incident.state}`)}
              {incident.taken && incident.state === 'taken' && `: ${incident.taken.byName}`}
              {incident.concluded &&
                `: ${t(`conclusion.${incident.concluded.conclusion}`)} (${incident.concluded.byName ?? t('app.system')})`}
            </span>
            <Button
              variant="default"
              size="compact-xs"
              className={classes['whyButton'] ?? ''}
              aria-label={`${t('explain.open')} ${number}`}
              onClick={() => onWhy(incident.id)}
            >
              {t('explain.open')}
            </Button>
            {incident.concluded?.note && <q>{incident.concluded.note}</q>}
          </li>
        )
      })}
    </ul>
  )
}
