import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Failure } from '../app/Failure.tsx'
import { useCan } from '../session/use-session.ts'
import { DeadlineTable } from './DeadlineTable.tsx'
import { Requests } from './Requests.tsx'
import { StartDeadline } from './StartDeadline.tsx'
import { orderDeadlinesQuery } from './queries.ts'

/** Everything that is or was due on one order. */
export function OrderDeadlines({ orderId }: { readonly orderId: string }) {
  const { t } = useTranslation()
  const isAllowed = useCan('deadline:read')
  const mayWork = useCan('deadline:work')
  const query = useQuery({ ...orderDeadlinesQuery(orderId), enabled: isAllowed })
  if (!isAllowed) return null
  return (
    <section>
      <h2>{t('deadlines.onOrder')}</h2>
      {query.isError && !query.data ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DeadlineTable label={t('deadlines.onOrder')} deadlines={query.data?.deadlines} hasPerson={false} />
      )}
      {mayWork && <StartDeadline orderId={orderId} />}
      <Requests orderId={orderId} />
    </section>
  )
}
