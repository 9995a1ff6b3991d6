import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { technicalIncidentsQuery } from '../api/queries.ts'
import { Failure } from '../app/Failure.tsx'
import { isBehindDialog } from '../shell/behind-dialog.ts'
import { physical } from '../shell/physical.ts'
import { TechnicalIncidentLine } from './TechnicalIncidentLine.tsx'
import classes from './outages.module.css'

/** Outages of many above the queue, a line each: one thing to know, where there would be hundreds of silences. */
export function TechnicalIncidents() {
  const { t } = useTranslation()
  const listRef = useRef<HTMLUListElement>(null)
  const query = useQuery(technicalIncidentsQuery)
  useHotkeys([['g', (event) => isBehindDialog(event) || listRef.current?.querySelector('button')?.focus(), physical]])
  if (query.isError && !query.data) return <Failure error={query.error} onRetry={() => void query.refetch()} />
  const incidents = query.data?.technicalIncidents ?? []
  if (incidents.length === 0) return null
  return (
    <section aria-label={t('outage.title')} className={classes['band']}>
      <ul ref={listRef}>
        {incidents.map((incident) => (
          <TechnicalIncidentLine key={incident.id} incident={incident} />
        ))}
      </ul>
    </section>
  )
}
