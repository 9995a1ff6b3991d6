import { type AlertKind, type Severity, severities } from '@bilezik/domain'

export interface AlertFacts {
  readonly kind: AlertKind
  readonly severity: Severity
  readonly state: 'active' | 'ended' | 'withdrawn' | 'disproved'
  readonly zoneName: string | null
  /** From the zone at the last weighed fix; null for alerts that weigh none. */
  readonly distanceMetres: number | null
  readonly belief: number | null
}

/** The alert an incident is called by: the worst still active, the newest of equals; else the newest. `alerts`: oldest first. */
export function headlineOf(alerts: readonly AlertFacts[]): AlertFacts | undefined {
  let worst: AlertFacts | undefined
  for (const alert of alerts) {
    if (alert.state !== 'active') continue
    if (!worst || severities.indexOf(alert.severity) <= severities.indexOf(worst.severity)) worst = alert
  }
  return worst ?? alerts.at(-1)
}
