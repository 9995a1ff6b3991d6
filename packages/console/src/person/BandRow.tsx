import { type BlindCause } from '@bilezik/domain'
import { useTranslation } from 'react-i18next'
import { useNow } from '../feed/live.ts'
import { clock } from '../format/time.ts'
import { spanOf } from './timeline-scale.ts'
import classes from './timeline.module.css'

interface Period {
  readonly fromMs: number
  readonly untilMs: number
}

export interface Band {
  readonly kind: 'inside' | 'outside' | 'unknown'
  readonly because: BlindCause | null
  /** What more there is to say of it. */
  readonly detail?: string
  readonly fromMs: number
  /** Null: it lasts. */
  readonly untilMs: number | null
}

interface BandRowProps {
  readonly name: string
  readonly bands: readonly Band[]
  readonly duties: readonly Period[]
  readonly period: Period
}

/** Filled inside, outlined outside, hatched where it is not known; each says so in words too. */
export function BandRow({ name, bands, duties, period }: BandRowProps) {
  const { t } = useTranslation()
  const now = useNow(10_000)
  const percent = (share: number) => `${share * 100}%`
  return (
    <>
      <span className={classes['rowName']} title={name}>
        {name}
      </span>
      <ul className={classes['track']} aria-label={name}>
        {bands.map((band) => {
          const span = spanOf(band.fromMs, band.untilMs, period, now)
          if (!span) return null
          const times = {
            from: clock(band.fromMs),
            until: band.untilMs === null ? t('app.now') : clock(band.untilMs),
            presence: t(`presence.${band.kind}`),
          }
          const named =
            band.because === null
              ? t('timeline.band', times)
              : t('timeline.bandWithCause', { ...times, cause: t(`because.${band.because}`) })
          const text = band.detail === undefined ? named : `${named}. ${band.detail}`
          return (
            <li
              key={`${band.fromMs}-${band.kind}`}
              className={classes['band']}
              data-kind={band.kind}
              style={{ left: percent(span.left), width: percent(span.width) }}
              title={text}
            >
              <span className="visually-hidden">{text}</span>
            </li>
          )
        })}
        {duties.map((duty) => {
          const span = spanOf(duty.fromMs, duty.untilMs, period, now)
          if (!span) return null
          return (
            <li
              key={duty.fromMs}
              className={classes['duty']}
              aria-hidden="true"
              style={{ left: percent(span.left), width: percent(span.width) }}
            />
          )
        })}
      </ul>
    </>
  )
}
