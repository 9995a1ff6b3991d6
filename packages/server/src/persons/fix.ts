import type { ResponseOf, api } from '@bilezik/contract'
import { type Instant, isoInstant } from '@bilezik/domain'

export type FixAnswer = ResponseOf<typeof api.getHistory>['fixes'][number]

export interface FixColumns {
  readonly at: Instant
  readonly receivedAt: Instant
  readonly latE7: number
  readonly lonE7: number
  readonly accuracyDm: number | null
  /** As intake writes it: the index in `sources`; null when the device does not say. */
  readonly source: number | null
  readonly isValid: boolean
}

/** By the numbers in the column. */
const sources = ['unknown', 'gnss', 'rf', 'wifi', 'cell'] as const

export function fixAnswer(fix: FixColumns): FixAnswer {
  return {
    at: isoInstant(fix.at),
    receivedAt: isoInstant(fix.receivedAt),
    lat: fix.latE7 / 1e7,
    lon: fix.lonE7 / 1e7,
    accuracyMetres: fix.accuracyDm === null ? null : fix.accuracyDm / 10,
    source: sources[fix.source ?? 0] ?? 'unknown',
    isValid: fix.isValid,
  }
}
