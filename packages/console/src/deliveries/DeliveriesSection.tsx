import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CaseFile } from '../api/queries.ts'
import { Failure } from '../app/Failure.tsx'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { useCan } from '../session/use-session.ts'
import { DeliveryTable } from './DeliveryTable.tsx'
import { SendDialog } from './SendDialog.tsx'
import { orderDeliveriesQuery } from './queries.ts'

/** What of a case file was sent to whom, the latest first, and the way to send more. */
export function DeliveriesSection({ file }: { readonly file: CaseFile }) {
  const { t } = useTranslation()
  const canSend = useCan('order:prepare')
  const query = useQuery(orderDeliveriesQuery(file.id))
  const [isSending, setIsSending] = useState(false)
  return (
    <section>
      <h2>{t('deliveries.title')}</h2>
      {query.isError && !query.data ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DeliveryTable
          label={t('deliveries.title')}
          deliveries={query.data?.deliveries}
          empty={t('deliveries.none')}
          hasPerson={false}
        />
      )}
      <ReasonedButton
        variant="default"
        size="compact-sm"
        mt={8}
        whyNot={canSend ? null : t('caseFile.whyNoRight')}
        onClick={() => setIsSending(true)}
      >
        {t('deliveries.open')}
      </ReasonedButton>
      {isSending && <SendDialog file={file} documentId={null} onClose={() => setIsSending(false)} />}
    </section>
  )
}
