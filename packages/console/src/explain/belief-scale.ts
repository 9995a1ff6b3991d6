import { type ExplainedFix, type Explanation } from '@bilezik/domain'

export const chartWidth = 640
export const chartHeight = 190
const margin = { left: 46, right: 12, top: 12, bottom: 24 }
/** Beyond it a belief is as good as certain, and the line would only flatten everything else. */
const mostLogOdds = 6

export const probabilityTicks = [0.01, 0.1, 0.5, 0.9, 0.99] as const

export function logOddsOf(probability: number): number {
  return Math.log(probability / (1 - probability))
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface BeliefScale {
  readonly x: (atMs: number) => number
  readonly y: (logOdds: number) => number
  readonly fromMs: number
  readonly untilMs: number
}

/** Time linear, probability by its log-odds: so a step of evidence is as tall wherever it happens. */
export function beliefScale(fixes: readonly ExplainedFix[], noticedAtMs: number): BeliefScale {
  const firstMs = fixes[0]?.at ?? noticedAtMs
  const lastMs = Math.max(noticedAtMs, fixes.at(-1)?.at ?? noticedAtMs)
  const pad = Math.max(60_000, (lastMs - firstMs) * 0.04)
  const [fromMs, untilMs] = [firstMs - pad, lastMs + pad]
  const [width, height] = [chartWidth - margin.left - margin.right, chartHeight - margin.top - margin.bottom]
  return {
    fromMs,
    untilMs,
    x: (atMs) => margin.left + ((Math.min(untilMs, Math.max(fromMs, atMs)) - fromMs) / (untilMs - fromMs)) * width,
    y: (logOdds) => margin.top + (0.5 - Math.max(-mostLogOdds, Math.min(mostLogOdds, logOdds)) / (2 * mostLogOdds)) * height,
  }
}

/** The belief over time: a step at each fix, a drift between them, and its last value until the alert. */
export function beliefLine(
  fixes: readonly ExplainedFix[],
  threshold: Explanation['threshold'],
  noticedAtMs: number,
  { x, y }: BeliefScale,
): Point[] {
  const sign = threshold?.side === 'inside' ? -1 : 1
  const steps = fixes.flatMap(({ at, beforeLogOdds, logOdds }) => [
    { x: x(at), y: y(sign * beforeLogOdds) },
    { x: x(at), y: y(sign * logOdds) },
  ])
  const last = fixes.at(-1)
  return last && noticedAtMs > last.at ? [...steps, { x: x(noticedAtMs), y: y(sign * last.logOdds) }] : steps
}
