import { type Incident } from '@bilezik/contract'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { belief, distance } from '../format/number.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { SeverityMark } from '../severity/SeverityMark.tsx'
import { severityClass } from '../severity/severity-class.ts'
import { WaitTime } from './WaitTime.tsx'
import classes from './queue.module.css'
import { rowId } from './row-id.ts'

interface IncidentRowProps {
  readonly incident: Incident
  readonly isSelected: boolean
  readonly isFresh: boolean
  readonly isMine: boolean
  readonly offsetPx: number
  readonly position: number
  readonly total: number
  readonly onSelect: (incidentId: string) => void
  readonly onOpen: (incident: Incident) => void
}

function useWhere(incident: Incident): string {
  const { t } = useTranslation()
  const language = useLanguage()
  const { zoneName, distanceMetres, belief: share } = incident
  const zone =
    zoneName === null
      ? null
      : distanceMetres !== null && distanceMetres > 0
        ? t('queue.fromZone', { distance: distance(distanceMetres, language), zone: zoneName })
        : t('queue.atZone', { zone: zoneName })
  return [zone, share !== null && belief(share, language)].filter(Boolean).join(' · ')
}

/** Two lines: what and how long; who and where. Drawn again only when the incident itself changes. */
export const IncidentRow = memo(function IncidentRow(props: IncidentRowProps) {
  const { incident, isSelected, isFresh, isMine, onSelect, onOpen } = props
  const { t } = useTranslation()
  const where = useWhere(incident)
  const severity = t(`severity.${incident.severity}`)
  const headline = t(`alert.${incident.headline}`)
  const state =
    incident.state === 'taken' && incident.taken
      ? isMine
        ? t('queue.takenByMe')
        : incident.taken.byName
      : incident.state === 'concluded'
        ? t('queue.concluded')
        : incident.isActive
          ? ''
          : t('queue.over')
  return (
    <div
      id={rowId(incident.id)}
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      aria-setsize={props.total}
      aria-posinset={props.position}
      className={classes['row']}
      data-state={incident.state}
      data-fresh={isFresh || undefined}
      style={{ transform: `translateY(${props.offsetPx}px)` }}
      onClick={() => onSelect(incident.id)}
      onDoubleClick={() => onOpen(incident)}
    >
      <SeverityMark severity={incident.severity} size={18} isHollow={incident.state !== 'open' || !incident.isActive} />
      <span className={classes['headline']}>
        {headline}
        {isFresh && <em>{t('queue.new')}</em>}
      </span>
      <WaitTime incident={incident} />
      <span className={classes['who']} title={where ? `${incident.person.name} · ${where}` : incident.person.name}>
        <span>{incident.person.name}</span>
        {where && <span className={classes['where']}> · {where}</span>}
      </span>
      <span className={state ? classes['state'] : severityClass(incident.severity)} data-word="">
        {state || severity}
      </span>
      <span className="visually-hidden">
        {state && `${severity}, `}
        {t('incident.number', { number: String(incident.number) })}, {t(`incidentState.${incident.state}`)}
      </span>
    </div>
  )
})
