import { type ExplainedFix, type Explanation } from '@bilezik/domain'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { distance, probability } from '../format/number.ts'
import { clockWithSeconds } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { PresenceMark } from '../parts/PresenceMark.tsx'
import classes from './explain.module.css'
import { sideProbability, signed } from './report-text.ts'
import { borderText } from './statement-text.ts'

interface FixTableProps {
  readonly fixes: readonly ExplainedFix[]
  readonly threshold: Explanation['threshold']
  readonly hasSums: boolean
  readonly selectedId: string | null
  readonly onSelect: (readingId: string) => void
}

/** Each weighed position in a row; choosing one (arrows, too) shows it on the map and in the chart. */
export function FixTable({ fixes, threshold, hasSums, selectedId, onSelect }: FixTableProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const body = useRef<HTMLTableSectionElement>(null)
  const teller = { t, language }

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const index = fixes.findIndex(({ readingId }) => readingId === selectedId)
    const next = fixes[index + step]
    if (step === 0 || !next) return
    event.preventDefault()
    onSelect(next.readingId)
    body.current?.querySelectorAll('button')[index + step]?.focus()
  }
  return (
    <div className={classes['tableFrame']} role="region" aria-label={t('explain.positions')} tabIndex={0}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('explain.time')}</th>
            <th scope="col">{t('explain.border')}</th>
            <th scope="col" data-numeric="">
              {t('explain.radius')}
            </th>
            <th scope="col">{t('explain.source')}</th>
            <th scope="col">{t('explain.says')}</th>
            {hasSums && (['before', 'weight', 'sum'] as const).map((key) => <SumHead key={key} text={t(`explain.${key}`)} />)}
            <th scope="col" data-numeric="">
              {t('explain.after')}
            </th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {fixes.map((fix) => (
            <tr key={fix.readingId} data-selected={fix.readingId === selectedId} onClick={() => onSelect(fix.readingId)}>
              <td>
                <button type="button" aria-pressed={fix.readingId === selectedId} onClick={() => onSelect(fix.readingId)}>
                  {clockWithSeconds(fix.at)}
                </button>
              </td>
              <td>{borderText(fix.distanceMetres, teller)}</td>
              <td
                data-numeric=""
                title={
                  fix.statedMetres === null
                    ? t('explain.radiusUnstated')
                    : t('explain.radiusStated', { metres: distance(fix.statedMetres, language) })
                }
              >
                ±{'\u00A0'}
                {distance(fix.sigmaMetres, language)}
              </td>
              <td>{fix.source === null ? '–' : t(`fixSource.${fix.source}`)}</td>
              <td>
                <span className={classes['says']}>
                  <PresenceMark presence={fix.says} /> {t(`presence.${fix.says}`)} ({t(`fixStrength.${fix.strength}`)})
                </span>
              </td>
              {hasSums &&
                (['beforeLogOdds', 'weight', 'logOdds'] as const).map((key) => (
                  <td key={key} data-numeric="">
                    {signed(fix[key], teller)}
                  </td>
                ))}
              <td data-numeric="">{probability(sideProbability(fix, threshold), language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function SumHead({ text }: { readonly text: string }) {
  return (
    <th scope="col" data-numeric="">
      {text}
    </th>
  )
}
