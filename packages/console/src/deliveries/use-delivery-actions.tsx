import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { problemText } from '../app/problem-text.ts'
import { UndoNotice } from '../panel/UndoNotice.tsx'
import { type Delivery, refreshSending } from './queries.ts'

type Done = { readonly kind: 'cancel' | 'put-back'; readonly delivery: Delivery }

/** What has not left yet is taken out of the outbox at once, and put back as easily: nobody is asked whether they are sure. */
export function useDeliveryActions() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const change = useMutation({
    mutationFn: ({ kind, delivery: { id } }: Done) => {
      const params = { deliveryId: id }
      return kind === 'cancel'
        ? call('settleDelivery', { params, body: { outcome: 'given-up', reason: t('deliveries.cancelledReason') } })
        : call('resendDelivery', { params, body: { reason: t('deliveries.putBackReason') } })
    },
    onSuccess(_, { kind, delivery }) {
      const id = `delivery-${delivery.id}`
      const undo = () => {
        notifications.hide(id)
        change.mutate({ kind: 'put-back', delivery })
      }
      notifications.hide(id)
      notifications.show({
        id,
        message: kind === 'cancel' ? <UndoNotice text={t('deliveries.cancelled')} onUndo={undo} /> : t('deliveries.putBack'),
        autoClose: 8_000,
        withCloseButton: kind !== 'cancel',
      })
    },
    onError: (error) => notifications.show({ color: 'red', message: problemText(error, t), role: 'alert' }),
    onSettled: () => refreshSending(queryClient),
  })
  return { cancel: (delivery: Delivery) => change.mutate({ kind: 'cancel', delivery }) }
}
