import { type Explanation } from '@bilezik/domain'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { percent, probability } from '../format/number.ts'
import { clock } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { beliefLine, beliefScale, chartHeight, chartWidth, logOddsOf, probabilityTicks } from './belief-scale.ts'
import classes from './explain.module.css'
import { sideProbability } from './report-text.ts'

interface BeliefChartProps {
  readonly explanation: Explanation
  readonly zoneName: string
  readonly noticedAtMs: number
  readonly selectedId: string | null
  readonly onSelect: (readingId: string) => void
}

/** How sure the engine was and when: the table beside it says the same in numbers. */
export function BeliefChart({ explanation, zoneName, noticedAtMs, selectedId, onSelect }: BeliefChartProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const hatchId = useId()
  const { fixes, threshold, blind } = explanation
  const [first, last] = [fixes[0], fixes.at(-1)]
  if (!first || !last || !threshold) return null
  const scale = beliefScale(fixes, noticedAtMs)
  const sign = threshold.side === 'inside' ? -1 : 1
  const line = beliefLine(fixes, threshold, noticedAtMs, scale)
  const name = zoneName === '' ? t('explain.chart-near') : t(`explain.chart-${threshold.side}`, { zone: zoneName })
  const before = 1 / (1 + Math.exp(-sign * first.beforeLogOdds))
  const text = t('explain.chartText', {
    first: probability(before, language),
    last: probability(sideProbability(last, threshold), language),
    threshold: probability(threshold.probability, language),
  })
  const [left, right] = [scale.x(scale.fromMs), scale.x(scale.untilMs)]
  const limitY = scale.y(threshold.logOdds)
  return (
    <figure className={classes['chart']}>
      <figcaption>{name}</figcaption>
      <svg viewBox={`0 0 ${chartWidth} ${chartHeight}`} role="img" aria-label={`${name}. ${text}`}>
        <defs>
          <pattern id={hatchId} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line x1="0" y1="0" x2="0" y2="6" className={classes['hatch']} />
          </pattern>
        </defs>
        {blind.map(({ from, until }) => (
          <g key={from}>
            <rect
              x={scale.x(from)}
              y={scale.y(6)}
              width={Math.max(2, scale.x(until) - scale.x(from))}
              height={scale.y(-6) - scale.y(6)}
              fill={`url(#${hatchId})`}
            />
            {scale.x(until) - scale.x(from) > 64 && (
              <text x={(scale.x(from) + scale.x(until)) / 2} y={scale.y(-5.2)} textAnchor="middle">
                {t('explain.blindStretch')}
              </text>
            )}
          </g>
        ))}
        {probabilityTicks.map((tick) => (
          <g key={tick}>
            <line x1={left} x2={right} y1={scale.y(logOddsOf(tick))} y2={scale.y(logOddsOf(tick))} className={classes['tick']} />
            <text x={left - 6} y={scale.y(logOddsOf(tick)) + 4} textAnchor="end">
              {percent(tick * 100, language)}
            </text>
          </g>
        ))}
        <line x1={left} x2={right} y1={limitY} y2={limitY} className={classes['threshold']} />
        <text x={left + 6} y={limitY - 5} className={classes['thresholdText']}>
          {t('explain.thresholdLine', { value: probability(threshold.probability, language) })}
        </text>
        <polyline points={line.map(({ x, y }) => `${x},${y}`).join(' ')} className={classes['belief']} />
        {fixes.map((fix) => (
          <circle
            key={fix.readingId}
            cx={scale.x(fix.at)}
            cy={scale.y(sign * fix.logOdds)}
            r={fix.readingId === selectedId ? 6 : 4}
            className={classes['dot']}
            data-says={fix.says}
            data-selected={fix.readingId === selectedId}
            onClick={() => onSelect(fix.readingId)}
          />
        ))}
        <text x={scale.x(first.at)} y={chartHeight - 6} textAnchor="start">
          {clock(first.at)}
        </text>
        <text x={scale.x(noticedAtMs)} y={chartHeight - 6} textAnchor="end">
          {clock(noticedAtMs)}
        </text>
      </svg>
    </figure>
  )
}
