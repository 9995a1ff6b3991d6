import type { Mark } from '@bilezik/contract'
import type { Severity } from '@bilezik/domain'
import type { MapText } from './use-map-text.ts'

/** The words that are drawn on the map itself. */
export interface Words {
  readonly severity: Readonly<Record<Severity, string>>
  readonly standing: Readonly<Record<Mark['standing'], string>>
}

export function wordsOf(t: MapText): Words {
  return {
    severity: {
      critical: t('severity.critical'),
      high: t('severity.high'),
      medium: t('severity.medium'),
      low: t('severity.low'),
    },
    standing: {
      kept: t('standing.kept'),
      breached: t('standing.breached'),
      unclear: t('standing.unclear'),
      'off-duty': t('standing.off-duty'),
    },
  }
}
