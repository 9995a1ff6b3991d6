import { Skeleton } from '@mantine/core'
import { caseStates } from '@bilezik/domain'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { caseFileQuery, caseFileHistoryQuery } from '../api/queries.ts'
import { ChangesSection } from '../changes/ChangesSection.tsx'
import { Failure } from '../app/Failure.tsx'
import { usePageTitle } from '../app/use-page-title.ts'
import { DeliveriesSection } from '../deliveries/DeliveriesSection.tsx'
import { DocumentsSection } from '../documents/DocumentsSection.tsx'
import { PackageFiles } from '../files/PackageFiles.tsx'
import { UploadsNotice } from '../files/UploadsNotice.tsx'
import { dateOn } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { OrderDeadlines } from '../deadlines/OrderDeadlines.tsx'
import { Findings } from './Findings.tsx'
import { HistorySection } from './HistorySection.tsx'
import { PersonData } from '../identity/PersonData.tsx'
import { EditFacts } from '../intake/EditFacts.tsx'
import { NextSteps } from './NextSteps.tsx'
import { OwedPieces } from './OwedPieces.tsx'
import { Sendings } from './Sendings.tsx'
import classes from './case-files.module.css'

/** `returned` lies beside the way, not on it. */
const way = caseStates.filter((state) => state !== 'returned')

/** One order's file: where it stands, what is wanting and who owes it, what comes next and what stands in its way, and all that was done. */
export function CaseFilePage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { orderId } = useParams({ from: '/signed-in/case-files/$orderId' })
  const query = useQuery(caseFileQuery(orderId))
  const history = useQuery(caseFileHistoryQuery(orderId))
  const file = query.data
  usePageTitle(file ? `${file.personName} · ${t('caseFile.one')}` : t('caseFile.one'))
  if (query.isError && !file) return <Failure error={query.error} onRetry={() => void query.refetch()} />
  if (!file) return <Skeleton height={240} m={16} radius={2} animate={false} role="img" aria-label={t('app.loading')} />
  const decision = file.facts.decision
  return (
    <div className={classes['file']}>
      <header>
        <h1>
          {file.personName}
          {decision && (
            <span className={classes['decision']}>
              {t('caseFile.decision', {
                number: decision.number,
                date: dateOn(decision.decidedOn, language),
                body: decision.body,
              })}
            </span>
          )}
        </h1>
        <Link to="/persons/$personId" params={{ personId: file.personId }}>
          {t('caseFile.toPerson')}
        </Link>
      </header>
      <ol className={classes['way']} aria-label={t('caseFile.state')}>
        {way.map((state) => (
          <li key={state} aria-current={state === file.state ? 'step' : undefined}>
            {t(`caseFile.states.${state}`)}
          </li>
        ))}
        {file.state === 'returned' && <li aria-current="step">{t('caseFile.states.returned')}</li>}
      </ol>
      <UploadsNotice orderId={orderId} />
      {file.isTakenOver && <p className={classes['hint']}>{t('caseFile.takenOver')}</p>}
      <div className={classes['columns']}>
        <div>
          <PersonData file={file} />
          {(!file.isTakenOver || file.owed.length > 0) && <OwedPieces owed={file.owed} />}
          {file.blocks.length > 0 && (
            <section>
              <h2>{t('caseFile.blocksTitle')}</h2>
              <Findings findings={file.blocks} isBlocking />
            </section>
          )}
          {file.warnings.length > 0 && (
            <section>
              <h2>{t('caseFile.warningsTitle')}</h2>
              <Findings findings={file.warnings} />
            </section>
          )}
        </div>
        <NextSteps file={file} />
      </div>
      <DocumentsSection file={file} />
      <DeliveriesSection file={file} />
      <ChangesSection file={file} />
      <PackageFiles orderId={file.id} />
      <EditFacts file={file} />
      {!file.isTakenOver && <Sendings sendings={file.sendings} />}
      <OrderDeadlines orderId={orderId} />
      {history.isError && !history.data && <Failure error={history.error} onRetry={() => void history.refetch()} />}
      <HistorySection orderId={orderId} history={history.data} />
    </div>
  )
}
