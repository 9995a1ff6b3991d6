import { Alert, Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Failure } from '../app/Failure.tsx'
import { problemText } from '../app/problem-text.ts'
import { usePageTitle } from '../app/use-page-title.ts'
import { Findings } from '../case-files/Findings.tsx'
import { HomeSection } from './HomeSection.tsx'
import { KitSection } from './KitSection.tsx'
import { ConcealmentSection, FitSection, PapersSection } from './RecordsSection.tsx'
import { SelfTestSection } from './SelfTestSection.tsx'
import { fittingQuery } from './fitting-query.ts'
import classes from './fitting.module.css'
import { type FittingWork, useFittingDraft } from './use-fitting-draft.ts'

function QueueState({ work }: { readonly work: FittingWork }) {
  const { t } = useTranslation()
  const count = work.draft.queue.length
  return (
    <div role="status" className={classes['queue']}>
      {count === 0 ? t('fitting.allStored') : t(work.isOffline ? 'fitting.waiting' : 'fitting.sending', { total: count })}
      {!work.isKept && <p className={classes['wanting']}>{t('fitting.notKept')}</p>}
      {work.refusal !== null && (
        <Alert color="red" variant="light">
          <p>{problemText(work.refusal, t)}</p>
          <Button size="compact-sm" variant="default" onClick={work.tryAgain}>
            {t('app.retry')}
          </Button>{' '}
          <Button size="compact-sm" variant="default" onClick={work.discardFirst}>
            {t('fitting.discard')}
          </Button>
        </Alert>
      )}
    </div>
  )
}

/** A fitting on the spot, on a phone or a tablet: what is entered is kept here until the server has stored it. */
export function FittingPage() {
  const { t } = useTranslation()
  const { orderId } = useParams({ from: '/signed-in/fitting/$orderId' })
  const query = useQuery(fittingQuery(orderId))
  const work = useFittingDraft(orderId)
  const fitting = query.data
  usePageTitle(fitting ? `${fitting.personName} · ${t('fitting.title')}` : t('fitting.title'))
  if (query.isError && !fitting)
    return (
      <div className={classes['page']}>
        <QueueState work={work} />
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      </div>
    )
  if (!fitting) return <Skeleton height={240} m={16} radius={2} animate={false} role="img" aria-label={t('app.loading')} />
  const isFitted = fitting.state === 'fitted' || fitting.state === 'active'
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
      {fitting.concealment === null && <ConcealmentSection fitting={fitting} work={work} />}
      {!isFitted && <FitSection fitting={fitting} work={work} />}
      {isFitted && <SelfTestSection fitting={fitting} />}
      <HomeSection fitting={fitting} work={work} />
      {isFitted && <PapersSection fitting={fitting} work={work} />}
    </div>
  )
}
