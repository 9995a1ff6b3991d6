import { useTranslation } from 'react-i18next'
import { type History } from '../api/queries.ts'
import { clock } from '../format/time.ts'
import { SeverityMark } from '../severity/SeverityMark.tsx'
import classes from './timeline.module.css'

interface TimelineAlertsProps {
  readonly alerts: History['alerts']
  readonly period: { readonly fromMs: number; readonly untilMs: number }
}

/** Alerts as marks at the moment each began; hollow once over. */
export function TimelineAlerts({ alerts, period }: TimelineAlertsProps) {
  const { t } = useTranslation()
  const length = period.untilMs - period.fromMs
  return (
    <ul className={classes['alerts']} aria-label={t('timeline.alerts')}>
      {alerts.map((alert) => {
        const share = (Math.max(period.fromMs, Date.parse(alert.beganAt)) - period.fromMs) / length
        const text = `${clock(Date.parse(alert.beganAt))} ${t(`alert.${alert.kind}`)} (${t(`severity.${alert.severity}`)}), ${t(`alertState.${alert.state}`)}`
        return (
          <li key={alert.id} style={{ left: `${Math.min(1, share) * 100}%` }} title={text}>
            <SeverityMark severity={alert.severity} size={14} isHollow={alert.state !== 'active'} />
            <span className="visually-hidden">{text}</span>
          </li>
        )
      })}
    </ul>
  )
}
