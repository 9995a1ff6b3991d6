import { useIsFetching, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { caseFileQuery } from '../../api/queries.ts'
import { documentsQuery } from '../../documents/documents-query.ts'
import { IssueDocument } from '../../documents/IssueDocument.tsx'
import { missingText } from '../../documents/missing-text.ts'
import { ReasonedButton } from '../../parts/ReasonedButton.tsx'
import { useCan } from '../../session/use-session.ts'
import { type Fitting } from '../fitting-query.ts'
import classes from '../fitting.module.css'
import { type FittingKind, type Papers } from './use-papers.ts'

interface DrawUpProps {
  readonly fitting: Fitting
  readonly papers: Papers
  readonly kind: FittingKind
  /** Who stood by, as text; empty: nobody. */
  readonly present: string
  readonly isOffline: boolean
}

/**
 * A paper of the fitting that there is none of yet. Its number comes from the server, without gaps: it is drawn up with a connection.
 * Issued, it is in the list and this goes away by itself, even where the answer was lost: nobody issues it a second time.
 */
export function DrawUp({ fitting: { orderId, isMinor }, papers: { listed }, kind, present, isOffline }: DrawUpProps) {
  const { t } = useTranslation()
  const canPrepare = useCan('order:prepare')
  const [isOpen, setIsOpen] = useState(false)
  const file = useQuery({ ...caseFileQuery(orderId), enabled: isOpen }).data
  // Issued a moment ago, it may not stand in the list yet.
  const isListing = useIsFetching({ queryKey: documentsQuery(orderId).queryKey, exact: true }) > 0
  const missing = listed?.issuable.find((one) => one.kind === kind)?.missing ?? []
  const whyNot = () => {
    if (!canPrepare) return t('caseFile.whyNoRight')
    if (isOffline || !listed) return t('fitting.paper.whyOffline')
    if (isListing) return t('app.loading')
    if (missing.length > 0) return missing.map(({ code }) => missingText(code, t)).join(t('app.listSeparator'))
    return isMinor === true && present === '' ? t('papers.presentOfMinor') : null
  }
  const reason = whyNot()
  return (
    <>
      <ReasonedButton whyNot={reason} onClick={() => setIsOpen(true)}>
        {t(`fitting.paper.drawUp.${kind}`)}
      </ReasonedButton>
      {/* A finger opens no tooltip. */}
      {reason !== null && <p className={classes['wanting']}>{reason}</p>}
      {isOpen && file && listed && (
        <IssueDocument
          file={file}
          listed={listed}
          kind={kind}
          preset={{ present, ...(kind === 'handover-act' && { occasion: 'fitting' }) }}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  )
}
