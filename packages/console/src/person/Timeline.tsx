import { Button, Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type History, type Obligation } from '../api/queries.ts'
import { useNow } from '../feed/live.ts'
import { clock, moment } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { PresenceMark } from '../parts/PresenceMark.tsx'
import { BandRow, type Band } from './BandRow.tsx'
import { blindText } from './blind-text.ts'
import { Scrubber } from './Scrubber.tsx'
import { TimelineAlerts } from './TimelineAlerts.tsx'
import { dutiesIn, hourTicks } from './timeline-scale.ts'
import classes from './timeline.module.css'

interface TimelineProps {
  readonly history: History | undefined
  readonly obligations: readonly Obligation[]
  readonly fromMs: number
  readonly untilMs: number
  /** The moment the map shows; null = now. */
  readonly scrubAtMs: number | null
  readonly onScrub: (atMs: number | null) => void
}

type Presence = History['zones'][number]['bands'][number]

function bandOf(band: Presence): Band {
  return {
    kind: band.presence,
    because: band.because,
    fromMs: Date.parse(band.from),
    untilMs: band.until === null ? null : Date.parse(band.until),
  }
}

/** Where the person was against each zone, when nothing was known and why, and what was raised. */
export function Timeline({ history, obligations, fromMs, untilMs, scrubAtMs, onScrub }: TimelineProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(10_000)
  const period = { fromMs, untilMs: Math.max(fromMs + 1, Math.min(untilMs, now)) }
  const dutiesOf = (lineageId: string) => {
    const rule = obligations.find((obligation) => obligation.lineageId === lineageId)?.rule
    // A territory binds at every hour.
    if (rule?.kind === 'territory') return [period]
    return rule?.kind === 'curfew' || rule?.kind === 'exclusion' ? dutiesIn(rule.schedule, period) : []
  }
  const share = (atMs: number) => `${((atMs - period.fromMs) / (period.untilMs - period.fromMs)) * 100}%`
  return (
    <section className={classes['timeline']} aria-label={t('timeline.label')}>
      <header className={classes['head']}>
        <h2>{t('person.day')}</h2>
        <output className={classes['moment']}>
          {scrubAtMs === null ? t('timeline.now') : t('timeline.moment', { time: moment(scrubAtMs, now, language) })}
        </output>
        {scrubAtMs !== null && (
          <Button variant="default" size="compact-xs" onClick={() => onScrub(null)}>
            {t('timeline.toNow')}
          </Button>
        )}
        <ul className={classes['legend']} aria-label={t('timeline.legend')}>
          {(['inside', 'outside', 'unknown'] as const).map((presence) => (
            <li key={presence}>
              <PresenceMark presence={presence} /> {t(`presence.${presence}`)}
            </li>
          ))}
          <li>
            <i className={classes['dutyMark']} /> {t('timeline.duty')}
          </li>
        </ul>
      </header>
      {!history ? (
        <Skeleton height={96} radius={2} animate={false} role="img" aria-label={t('app.loading')} />
      ) : (
        <div className={classes['grid']}>
          <span className={classes['rowName']}>{t('timeline.alerts')}</span>
          <TimelineAlerts alerts={history.alerts} period={period} />
          {history.zones.map((zone) => (
            <BandRow
              key={zone.lineageId}
              name={zone.name}
              bands={zone.bands.map(bandOf)}
              duties={dutiesOf(zone.lineageId)}
              period={period}
            />
          ))}
          <BandRow
            name={t('timeline.blind')}
            bands={history.blind.map((gap) => {
              // An interval may hold several bands, one for each cause.
              const whole = history.blindIntervals.find(
                ({ from, until }) => from <= gap.from && gap.until !== null && gap.until <= until,
              )
              return {
                kind: 'unknown',
                because: gap.because,
                fromMs: Date.parse(gap.from),
                untilMs: gap.until === null ? null : Date.parse(gap.until),
                ...(whole && { detail: blindText(whole, history.zones, t, language) }),
              }
            })}
            duties={[]}
            period={period}
          />
          <span />
          <div className={classes['hours']} aria-hidden="true">
            {hourTicks(period, 3).map((at) => (
              <span key={at} style={{ left: share(at) }}>
                {clock(at)}
              </span>
            ))}
          </div>
          <Scrubber period={period} atMs={scrubAtMs} onScrub={onScrub} />
        </div>
      )}
      {history?.isThinned && <p className={classes['thinned']}>{t('timeline.thinned')}</p>}
    </section>
  )
}
