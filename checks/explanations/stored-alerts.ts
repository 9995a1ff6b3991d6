import { type Alert, type Instant, type LineageId, type OrderId, type WeighedFix, hour, minute } from '@bilezik/domain'
import { clock, eastOf, home, nights } from '../../packages/compliance/src/testing/scenario.ts'
import { occurrenceAtOrAfter } from '@bilezik/domain'

// Alerts as they lie in the database, whatever the engine of today would say of the same positions.

type Line = readonly [at: string, metresEast: number, borderMetres: number, before: number, weight: number]

function pathOf(lines: readonly Line[]): WeighedFix[] {
  return lines.map(([time, metresEast, distanceMetres, beforeLogOdds, weight], i) => ({
    readingId: `r${i}`,
    at: clock(time),
    ...eastOf(home, metresEast),
    sigmaMetres: 8,
    distanceMetres,
    weight,
    logOdds: beforeLogOdds + weight,
    beforeLogOdds,
    source: 'gnss',
    statedMetres: 5,
    aloneLogOdds: weight,
    newShare: 1,
  }))
}

function placeAlert(
  kind: Alert['kind'],
  presence: 'inside' | 'outside',
  noticedAt: Instant,
  graceMs: number,
  path: WeighedFix[],
): Alert {
  const sign = presence === 'outside' ? 1 : -1
  const last = path.at(-1)!
  const duty = occurrenceAtOrAfter(nights, noticedAt)!
  return {
    key: 'key',
    kind,
    lineageId: 'lineage' as LineageId,
    orderId: 'order' as OrderId,
    conditionVersion: 1,
    beganAt: path.find(({ weight }) => sign * weight > 0)!.at,
    noticedAt,
    reason: {
      kind: 'presence',
      presence,
      belief: 1 / (1 + Math.exp(-sign * last.logOdds)),
      thresholdLogOdds: sign * Math.log(99),
      duty,
      graceMs,
      path,
      drift: { restLogOdds: sign * -2.2, lastsMs: hour },
    },
  }
}

/** At home until 22:06, from 22:07 on a kilometre and a half away. */
export const awayAfterTen: Alert = placeAlert(
  'not-at-home',
  'outside',
  clock('22:14'),
  5 * minute,
  pathOf([
    ['20:00', 0, -100, -2.2, -1.8],
    ['22:07', 1_500, 1_400, -3.9, 3.02],
    ['22:08', 1_500, 1_400, -0.9, 3.0],
    ['22:09', 1_500, 1_400, 2.03, 3.0],
    ['22:10', 1_500, 1_400, 4.9, 0.6],
  ]),
)

export const atTheSchool: Alert = placeAlert(
  'forbidden-place',
  'inside',
  clock('22:32'),
  0,
  pathOf([
    ['22:30', 600, -100, 2.2, -3.5],
    ['22:31', 600, -100, -1.24, -3.03],
    ['22:32', 600, -100, -4.16, -1.34],
  ]),
)
