import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CaseFile } from '../api/queries.ts'
import { Failure } from '../app/Failure.tsx'
import caseClasses from '../case-files/case-files.module.css'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Citation } from '../parts/Citation.tsx'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { useSession } from '../session/use-session.ts'
import { IssueDocument } from './IssueDocument.tsx'
import classes from './documents.module.css'
import { documentsQuery } from './documents-query.ts'
import { missingText } from './missing-text.ts'
import { SignCell } from './sign/SignCell.tsx'
import { RequestButton } from './RequestButton.tsx'
import { type Kind, type Listed } from './paper-spec.ts'

type Document = Listed['documents'][number]
type Issuable = Listed['issuable'][number]

/** The papers of an order: those in the journal, and those that can be drawn up now, or why not and who owes what is missing. */
export function DocumentsSection({ file }: { readonly file: CaseFile }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { permissions, user } = useSession()
  const query = useQuery(documentsQuery(file.id))
  const [drawnUp, setDrawnUp] = useState<Kind | null>(null)
  if (query.isError && !query.data) return <Failure error={query.error} onRetry={() => void query.refetch()} />
  const columns: Column<Document>[] = [
    { title: t('documents.number'), cell: ({ number }) => number ?? t('documents.noNumber') },
    { title: t('documents.kindTitle'), cell: ({ kind }) => t(`documents.kind.${kind}`) },
    { title: t('documents.language'), cell: (document) => t(`documents.languages.${document.language}`) },
    { title: t('documents.stateTitle'), cell: ({ state }) => t(`documents.state.${state}`) },
    {
      title: t('documents.issued'),
      cell: ({ issuedAt }) => (issuedAt === null ? '–' : dateAndTime(Date.parse(issuedAt), language)),
    },
    { title: t('documents.issuedBy'), cell: ({ issuedByName, drawnUpByName }) => issuedByName ?? drawnUpByName ?? '–' },
    {
      title: t('documents.signedBy'),
      cell: (document) => <SignCell document={document} isElectronicSetUp={query.data?.electronicSigning.isSetUp === true} />,
    },
    { title: t('documents.check'), cell: ({ shortHash }) => shortHash ?? '–' },
    {
      title: t('documents.file'),
      cell: ({ id, number }) =>
        number !== null && (
          <a href={`/api/documents/${id}/pdf`} target="_blank" rel="noreferrer" aria-label={`PDF, ${number}`}>
            PDF
          </a>
        ),
    },
  ]
  const whyNot = ({ kind, missing, isHeadOnly }: Issuable) => {
    if (missing.length > 0) return t('documents.whyMissing')
    if (kind === 'information-report' && query.data?.told.requests.length === 0) return t('papers.whyNoRequest')
    if (!permissions.includes('order:prepare')) return t('caseFile.whyNoRight')
    return isHeadOnly && user.role !== 'head' ? t('documents.whyHead') : null
  }
  const issuable = query.data?.issuable ?? []
  // A request of the body is recorded beside its answer, whatever is missing of the answer.
  const isWaiting = ({ kind, missing }: Issuable) => missing.length > 0 && kind !== 'information-report'
  const waiting = issuable.filter(isWaiting)
  const line = (one: Issuable) => (
    <li key={one.kind}>
      <ReasonedButton variant="default" size="compact-sm" whyNot={whyNot(one)} onClick={() => setDrawnUp(one.kind)}>
        {t(`documents.kind.${one.kind}`)}
      </ReasonedButton>
      {one.kind === 'information-report' && query.data && <RequestButton file={file} listed={query.data} />}
      {one.missing.map(({ code, citation, owedBy }) => (
        <p key={code} className={caseClasses['hint']}>
          {missingText(code, t)} · {t(`documents.owedBy.${owedBy}`)}
          {citation !== null && (
            <>
              {' · '}
              <Citation code={citation} />
            </>
          )}
        </p>
      ))}
    </li>
  )
  return (
    <section>
      <h2>{t('documents.title')}</h2>
      <DataTable
        label={t('documents.title')}
        columns={columns}
        rows={query.data?.documents}
        keyOf={({ id }) => id}
        empty={t('documents.none')}
      />
      <h3 className={classes['issuable']}>{t('documents.issuableTitle')}</h3>
      <ul className={`${caseClasses['steps']} ${classes['now']}`}>{issuable.filter((one) => !isWaiting(one)).map(line)}</ul>
      {waiting.length > 0 && (
        <details className={classes['waiting']}>
          <summary>{t('documents.waitingTitle', { count: waiting.length })}</summary>
          <ul className={caseClasses['steps']}>{waiting.map(line)}</ul>
        </details>
      )}
      {drawnUp && query.data && <IssueDocument file={file} listed={query.data} kind={drawnUp} onClose={() => setDrawnUp(null)} />}
    </section>
  )
}
