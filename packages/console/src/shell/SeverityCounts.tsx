import { type Severity, severities } from '@bilezik/domain'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { liveIncidentsQuery } from '../api/queries.ts'
import { SeverityMark } from '../severity/SeverityMark.tsx'
import classes from './shell.module.css'

/** What needs someone, readable from two metres. A zero is grey. */
export function SeverityCounts() {
  const { t } = useTranslation()
  const { data } = useQuery(liveIncidentsQuery)
  const countOf = (severity: Severity) =>
    data?.incidents.filter((incident) => incident.state === 'open' && incident.severity === severity).length
  return (
    <ul className={classes['counts']} aria-label={t('counts.label')}>
      {severities.map((severity) => {
        const value = countOf(severity)
        // Not loaded is not zero.
        const text = t('counts.of', {
          severity: t(`severity.${severity}`),
          value: value === undefined ? t('app.unknown') : String(value),
        })
        return (
          <li key={severity} data-zero={!value || undefined} title={text}>
            <SeverityMark severity={severity} size={18} />
            <span aria-hidden="true">{value ?? '?'}</span>
            <span className="visually-hidden">{text}</span>
          </li>
        )
      })}
    </ul>
  )
}
