import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../app/Failure.tsx'
import { usePageTitle } from '../app/use-page-title.ts'
import { Findings } from '../case-files/Findings.tsx'
import { useSession } from '../session/use-session.ts'
import { HomeSection } from './HomeSection.tsx'
import { KitSection } from './KitSection.tsx'
import { QueueState } from './QueueState.tsx'
import { ConcealmentSection, FitSection } from './RecordsSection.tsx'
import { SelfTestSection } from './SelfTestSection.tsx'
import { fittingQuery } from './fitting-query.ts'
import { keepSeen, seenFitting } from './fitting-seen.ts'
import classes from './fitting.module.css'
import { keepShell } from './keep-shell.ts'
import { PapersSection } from './papers/PapersSection.tsx'
import { usePapers } from './papers/use-papers.ts'
import { PhotosSection } from './photos/PhotosSection.tsx'
import { useFittingDraft } from './use-fitting-draft.ts'

/** A fitting on the spot, on a phone or a tablet: what is entered is kept here until the server has stored it. */
export function FittingPage() {
  const { orderId } = useParams({ from: '/signed-in/fitting/$orderId' })
  const { user } = useSession()
  // Another user, another order: nothing of the one is left in the other.
  return <FittingOf key={`${user.id} ${orderId}`} orderId={orderId} />
}

function FittingOf({ orderId }: { readonly orderId: string }) {
  const { t } = useTranslation()
  const session = useSession()
  const query = useQuery({
    ...fittingQuery(orderId),
    initialData: () => seenFitting(session.user.id, orderId),
    initialDataUpdatedAt: 0,
  })
  const work = useFittingDraft(orderId)
  const fitting = query.data
  const { isFetchedAfterMount } = query
  const isFitted = fitting?.state === 'fitted' || fitting?.state === 'active'
  const papers = usePapers(orderId, isFitted)
  useEffect(keepShell, [])
  useEffect(() => {
    if (fitting && isFetchedAfterMount) keepSeen(session, fitting, papers.issued)
  }, [session, fitting, isFetchedAfterMount, papers])
  usePageTitle(fitting ? `${fitting.personName} · ${t('fitting.title')}` : t('fitting.title'))
  if (query.isError && !fitting)
    return (
      <div className={classes['page']}>
        <QueueState work={work} />
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      </div>
    )
  if (!fitting) return <Skeleton height={240} m={16} radius={2} animate={false} role="img" aria-label={t('app.loading')} />
  const isQueued = (what: 'fit' | 'concealment') =>
    work.draft.queue.some((one) => one.kind === what || (one.kind === 'records' && one.records.some(({ kind }) => kind === what)))
  return (
    <div className={classes['page']} data-on-the-spot>
      <header>
        <h1>{fitting.personName}</h1>
        <Link to="/case-files/$orderId" params={{ orderId }}>
          {t('fitting.toFile')}
        </Link>
      </header>
      <QueueState work={work} />
      {fitting.blockedBy.length > 0 && (
        <section>
          <h2>{t(isFitted ? 'fitting.wantingToActivate' : 'fitting.wantingToFit')}</h2>
          <Findings findings={fitting.blockedBy} isBlocking />
        </section>
      )}
      <KitSection fitting={fitting} work={work} />
      {fitting.concealment === null && !isQueued('concealment') && <ConcealmentSection fitting={fitting} work={work} />}
      {!isFitted && !isQueued('fit') && <FitSection fitting={fitting} work={work} />}
      {isFitted && <SelfTestSection fitting={fitting} />}
      {isFitted && <PhotosSection orderId={orderId} work={work} />}
      <HomeSection fitting={fitting} work={work} />
      {isFitted && <PapersSection fitting={fitting} work={work} papers={papers} />}
    </div>
  )
}
