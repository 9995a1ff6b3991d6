import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useHotkeys } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Skeleton } from '@mantine/core'
import { ApiProblem } from '../api/client.ts'
import { personIncidentsQuery, personQuery } from '../api/queries.ts'
import { Failure } from '../app/Failure.tsx'
import { Notice } from '../app/Notice.tsx'
import { usePageTitle } from '../app/use-page-title.ts'
import { EpisodeLine } from '../changes/EpisodeLine.tsx'
import { AskDevice } from '../commands/AskDevice.tsx'
import { WhyDialog } from '../explain/WhyDialog.tsx'
import { useLanguage } from '../i18n/use-language.ts'
import { MapPane } from '../parts/MapPane.tsx'
import { PermitsSection } from '../permits/PermitsSection.tsx'
import { Warnings } from '../protection/Warnings.tsx'
import { isBehindDialog } from '../shell/behind-dialog.ts'
import { physical } from '../shell/physical.ts'
import { ObligationLine } from './ObligationLine.tsx'
import { PersonHeader } from './PersonHeader.tsx'
import { type PersonTab, PersonTabs } from './PersonTabs.tsx'
import { Timeline } from './Timeline.tsx'
import { gapsOf, trailOf, zonesOf } from './map-data.ts'
import classes from './person.module.css'
import { useRecentHistory } from './use-recent-history.ts'

const dayMs = 24 * 3_600_000

export function PersonPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const navigate = useNavigate()
  const { personId } = useParams({ from: '/signed-in/persons/$personId' })
  const person = useQuery(personQuery(personId))
  const { fromMs, untilMs, query: history } = useRecentHistory(personId, dayMs)
  const [scrubAtMs, setScrubAtMs] = useState<number | null>(null)
  const [whyId, setWhyId] = useState<string | null>(null)
  const newest = useQuery(personIncidentsQuery(personId)).data?.[0]
  const [tab, setTab] = useState<PersonTab>('incidents')
  const detail = person.data
  const zones = useMemo(() => zonesOf(detail?.obligations, language), [detail, language])
  const trail = useMemo(() => trailOf(history.data), [history.data])
  const gaps = useMemo(() => gapsOf(history.data), [history.data])
  usePageTitle(detail ? `${detail.familyName} ${detail.givenName}` : t('person.title'))
  const openOther = (id: string) => void navigate({ to: '/persons/$personId', params: { personId: id } })
  useHotkeys([
    ['w', (event) => !isBehindDialog(event) && newest && setWhyId(newest.id), physical],
    [
      'Escape',
      (event) => {
        if (isBehindDialog(event)) return
        if (scrubAtMs === null) void navigate({ to: '/' })
        else setScrubAtMs(null)
      },
      { ...physical, preventDefault: false },
    ],
  ])

  if (person.isError && !detail) {
    const isUnknown = person.error instanceof ApiProblem && person.error.problem.code === 'not-found'
    return isUnknown ? (
      <Notice title={t('person.notFound')} isError />
    ) : (
      <Failure error={person.error} onRetry={() => void person.refetch()} />
    )
  }
  return (
    <div className={classes['page']} key={personId}>
      {detail ? (
        <PersonHeader person={detail}>
          <AskDevice person={detail} onAsked={() => setTab('commands')} />
        </PersonHeader>
      ) : (
        <Skeleton height={104} radius={0} animate={false} role="img" aria-label={t('app.loading')} />
      )}
      <div className={classes['body']}>
        <div className={classes['side']}>
          {detail?.obligations.some(({ rule }) => rule.kind === 'distance') && <Warnings personId={personId} />}
          {detail?.episodes.map((episode) => (
            <EpisodeLine key={episode.kind} episode={episode} />
          ))}
          <section aria-labelledby="obligations-title" className={classes['obligations']}>
            <h2 id="obligations-title">{t('person.obligations')}</h2>
            {!detail && <Skeleton height={160} radius={2} animate={false} />}
            {detail?.obligations.length === 0 && <p>{t('person.noObligations')}</p>}
            <ul>
              {detail?.obligations.map((obligation) => (
                <ObligationLine key={obligation.lineageId} obligation={obligation} isFull />
              ))}
            </ul>
          </section>
          {detail?.order && <PermitsSection orderId={detail.order.id} obligations={detail.obligations} />}
          <PersonTabs personId={personId} tab={tab} onTab={setTab} onWhy={setWhyId} />
        </div>
        <div className={classes['main']}>
          <section className={classes['map']} aria-label={t('map.label')}>
            <MapPane
              selectedPersonId={personId}
              onSelect={openOther}
              zones={zones}
              trail={trail}
              gaps={gaps}
              scrubAtMs={scrubAtMs}
              frameKey={`${personId} ${!person.isPending && !history.isPending}`}
            />
          </section>
          {history.isError && !history.data ? (
            <Failure error={history.error} onRetry={() => void history.refetch()} />
          ) : (
            <Timeline
              history={history.data}
              obligations={detail?.obligations ?? []}
              fromMs={fromMs}
              untilMs={untilMs}
              scrubAtMs={scrubAtMs}
              onScrub={setScrubAtMs}
            />
          )}
        </div>
      </div>
      {whyId !== null && <WhyDialog incidentId={whyId} onClose={() => setWhyId(null)} />}
    </div>
  )
}
