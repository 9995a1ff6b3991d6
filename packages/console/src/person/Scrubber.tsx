import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { moment } from '../format/time.ts'
import { useNow } from '../feed/live.ts'
import { useLanguage } from '../i18n/use-language.ts'
import classes from './timeline.module.css'

interface ScrubberProps {
  readonly period: { readonly fromMs: number; readonly untilMs: number }
  readonly atMs: number | null
  readonly onScrub: (atMs: number | null) => void
}

const stepMs = 5 * 60_000
const pageMs = 60 * 60_000

/** Lies over all rows of the timeline: pointing at a moment moves the map there, letting go at the end returns to now. */
export function Scrubber({ period, atMs, onScrub }: ScrubberProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(60_000)
  const placeRef = useRef<HTMLDivElement>(null)
  const length = period.untilMs - period.fromMs
  const shown = Math.min(atMs ?? period.untilMs, period.untilMs)
  const go = (to: number) => onScrub(to >= period.untilMs ? null : Math.max(period.fromMs, to))

  const point = (event: PointerEvent) => {
    const box = placeRef.current?.getBoundingClientRect()
    if (!box) return
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
    go(share > 0.995 ? period.untilMs : period.fromMs + share * length)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? pageMs : stepMs
    const targets: Readonly<Record<string, number>> = {
      ArrowLeft: shown - step,
      ArrowDown: shown - step,
      ArrowRight: shown + step,
      ArrowUp: shown + step,
      PageDown: shown - pageMs,
      PageUp: shown + pageMs,
      Home: period.fromMs,
      End: period.untilMs,
    }
    const target = targets[event.key]
    if (target === undefined) return
    event.preventDefault()
    event.stopPropagation()
    go(target)
  }
  return (
    <div
      ref={placeRef}
      className={classes['scrubber']}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        point(event)
      }}
      onPointerMove={(event) => {
        if (event.buttons === 1) point(event)
      }}
    >
      <div
        className={classes['thumb']}
        role="slider"
        tabIndex={0}
        aria-label={t('timeline.scrubber')}
        aria-valuemin={Math.round(period.fromMs / 60_000)}
        aria-valuemax={Math.round(period.untilMs / 60_000)}
        aria-valuenow={Math.round(shown / 60_000)}
        aria-valuetext={atMs === null ? t('app.now') : moment(shown, now, language)}
        data-now={atMs === null || undefined}
        style={{ left: `${((shown - period.fromMs) / length) * 100}%` }}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}
