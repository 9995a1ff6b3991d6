import { type Incident } from '@bilezik/contract'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { personQuery } from '../api/queries.ts'
import { EpisodeLine } from '../changes/EpisodeLine.tsx'
import { Failure } from '../app/Failure.tsx'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { ObligationLine } from '../person/ObligationLine.tsx'
import { StatusFacts } from '../person/StatusFacts.tsx'
import { SeverityMark } from '../severity/SeverityMark.tsx'
import { severityClass } from '../severity/severity-class.ts'
import { IncidentWhy } from './IncidentWhy.tsx'
import { type Availability, type WhyNot } from './availability.ts'
import classes from './panel.module.css'
import { type IncidentActions } from './use-incident-actions.tsx'

interface SelectedStripProps {
  readonly incident: Incident | undefined
  /** An incident was named by the address, found or not. */
  readonly wasSought: boolean
  readonly personId: string | null
  readonly available: Availability
  readonly isBusy: boolean
  readonly onTake: () => void
  readonly onShow: (dialog: 'note' | 'conclude') => void
  readonly onWhy: () => void
  readonly onOpenPerson: (personId: string) => void
  readonly onChange: IncidentActions['change']
}

/** Below the map: who it is, what they owe now, how to reach them, and what can be done. */
export function SelectedStrip({
  incident,
  wasSought,
  personId,
  available,
  isBusy,
  onTake,
  onShow,
  onWhy,
  onOpenPerson,
  onChange,
}: SelectedStripProps) {
  const { t } = useTranslation()
  const person = useQuery({ ...personQuery(personId ?? ''), enabled: personId !== null })
  const shownId = incident?.person.id ?? personId
  if (shownId === null || shownId === undefined) {
    return (
      <section className={classes['strip']} data-empty="" aria-label={t('incident.actions')}>
        <p>
          <b>{wasSought ? t('incident.gone') : t('incident.nothingSelected')}.</b> {t('incident.nothingSelectedHint')}
        </p>
      </section>
    )
  }
  const detail = person.data?.id === shownId ? person.data : undefined
  const name = detail
    ? [detail.familyName, detail.givenName, detail.patronymic].filter(Boolean).join(' ')
    : (incident?.person.name ?? '')
  const why = (reason: WhyNot) => reason && t(`incident.${reason}`, { name: incident?.taken?.byName ?? '' })
  return (
    <section
      className={classes['strip']}
      aria-label={incident ? t('incident.title', { number: String(incident.number) }) : name}
      data-testid="selected"
    >
      <header className={classes['stripHead']}>
        {incident && (
          <SeverityMark severity={incident.severity} size={18} isHollow={incident.state !== 'open' || !incident.isActive} />
        )}
        <h2>
          {incident && <span className={severityClass(incident.severity)}>{t(`alert.${incident.headline}`)} </span>}
          <button type="button" className={classes['name']} onClick={() => onOpenPerson(shownId)}>
            {name}
          </button>
        </h2>
        {incident && <span className={classes['number']}>{t('incident.number', { number: String(incident.number) })}</span>}
        <div className={classes['actions']} role="group" aria-label={t('incident.actions')}>
          {incident?.state === 'concluded' ? (
            <ReasonedButton
              variant="default"
              whyNot={why(available.reopen)}
              onClick={() => onChange({ kind: 'reopen', incident })}
            >
              {t('incident.reopen')}
            </ReasonedButton>
          ) : incident && available.release === null ? (
            <ReasonedButton variant="default" whyNot={null} onClick={() => onChange({ kind: 'release', incident })}>
              {t('incident.release')}
            </ReasonedButton>
          ) : (
            <ReasonedButton whyNot={why(available.take)} keyName="T" onClick={onTake} loading={isBusy}>
              {t('incident.take')}
            </ReasonedButton>
          )}
          <ReasonedButton variant="default" whyNot={why(available.note)} keyName="N" onClick={() => onShow('note')}>
            {t('incident.note')}
          </ReasonedButton>
          <ReasonedButton
            variant={available.conclude === null ? 'filled' : 'default'}
            whyNot={why(available.conclude)}
            keyName="C"
            onClick={() => onShow('conclude')}
          >
            {t('incident.conclude')}
          </ReasonedButton>
          <ReasonedButton variant="default" whyNot={null} keyName="O" onClick={() => onOpenPerson(shownId)}>
            {t('incident.openPerson')}
          </ReasonedButton>
        </div>
      </header>
      {detail?.episodes.map((episode) => (
        <EpisodeLine key={episode.kind} episode={episode} />
      ))}
      {person.isError && !detail ? (
        <Failure error={person.error} onRetry={() => void person.refetch()} />
      ) : (
        <div className={classes['stripBody']}>
          {incident && <IncidentWhy incident={incident} onWhy={onWhy} />}
          <div tabIndex={0} role="group" aria-label={t('person.obligationsNow')}>
            <h3>{t('person.obligationsNow')}</h3>
            {detail ? (
              detail.obligations.length > 0 ? (
                <ul className={classes['obligations']}>
                  {detail.obligations.map((obligation) => (
                    <ObligationLine key={obligation.lineageId} obligation={obligation} />
                  ))}
                </ul>
              ) : (
                <p>{t('person.noObligations')}</p>
              )
            ) : (
              <Skeleton height={80} radius={2} animate={false} />
            )}
          </div>
          <div tabIndex={0} role="group" aria-label={t('person.device')}>
            <h3>{t('person.device')}</h3>
            {detail ? <StatusFacts person={detail} /> : <Skeleton height={80} radius={2} animate={false} />}
          </div>
        </div>
      )}
    </section>
  )
}
