import { Button, Modal, Radio, Stack, TextInput, Textarea } from '@mantine/core'
import { instant, isoInstant } from '@bilezik/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { serverNowMs } from '../feed/live.ts'
import { FileChoice } from '../files/FileChoice.tsx'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { instantOfLocal, localText } from '../permits/permit-draft.ts'
import { FormActions } from '../parts/FormActions.tsx'
import { FormProblem } from '../parts/FormProblem.tsx'
import { type Delivery, refreshSending } from './queries.ts'
import { paperName } from './paper-name.ts'
import { outcomesOf } from './settle-delivery.ts'

/** What became of a paper, by the word of whoever found out: to the receipt with its proof, or once more. */
export function SettleDialog({ delivery, onClose }: { readonly delivery: Delivery; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const queryClient = useQueryClient()
  const possible = outcomesOf(delivery)
  const [outcome, setOutcome] = useState(possible[0])
  const [reason, setReason] = useState('')
  const [receivedBy, setReceivedBy] = useState('')
  const [receivedAt, setReceivedAt] = useState(() => localText(instant(Math.floor(serverNowMs()))))
  const [proofFileId, setProofFileId] = useState<string | null>(null)
  const at = instantOfLocal(receivedAt)
  const isWanting = outcome === 'delivered' ? receivedBy.trim() === '' || at === undefined : reason.trim() === ''
  const settle = useMutation({
    mutationFn: () => {
      const params = { deliveryId: delivery.id }
      if (outcome === 'again') return call('resendDelivery', { params, body: { reason: reason.trim() } })
      if (outcome === 'delivered' && at !== undefined) {
        const body = { outcome, receivedBy: receivedBy.trim(), receivedAt: isoInstant(at), proofFileId } as const
        return call('settleDelivery', { params, body })
      }
      const said = outcome === 'arrived' ? outcome : 'given-up'
      return call('settleDelivery', { params, body: { outcome: said, reason: reason.trim() } })
    },
    onSuccess: onClose,
    onSettled: () => refreshSending(queryClient),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isWanting) settle.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={t('deliveries.settleOf', {
        what: paperName(delivery, t),
        name: delivery.recipientName[language === 'kk' ? 'kk' : 'ru'],
      })}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap={12}>
          {possible.length > 1 && (
            <Radio.Group
              label={t('deliveries.outcomeTitle')}
              value={outcome ?? null}
              onChange={(value) => setOutcome(possible.find((one) => one === value))}
            >
              <Stack gap={8} mt={8}>
                {possible.map((one) => (
                  <Radio key={one} value={one} label={t(`deliveries.outcome.${one}`)} />
                ))}
              </Stack>
            </Radio.Group>
          )}
          {outcome === 'delivered' ? (
            <>
              <TextInput
                label={t('deliveries.receivedBy')}
                maxLength={100}
                value={receivedBy}
                onChange={(event) => setReceivedBy(event.currentTarget.value)}
              />
              <TextInput
                label={t('deliveries.receivedAt')}
                type="datetime-local"
                description={at === undefined ? undefined : dateAndTime(at, language)}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                value={receivedAt}
                onChange={(event) => setReceivedAt(event.currentTarget.value)}
              />
              <FileChoice
                orderId={delivery.orderId}
                belongsTo={`delivery:${delivery.id}`}
                label={t('deliveries.proofLabel')}
                question={t('deliveries.whichProof')}
                fileId={proofFileId}
                onChoose={setProofFileId}
              />
            </>
          ) : (
            <Textarea
              label={t(`deliveries.reason.${outcome ?? 'again'}`)}
              maxLength={300}
              autosize
              minRows={2}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
        </Stack>
        <FormProblem error={settle.error} />
        <FormActions onCancel={onClose}>
          <Button type="submit" disabled={isWanting} loading={settle.isPending}>
            {t(`deliveries.do.${outcome ?? 'again'}`)}
          </Button>
        </FormActions>
      </form>
    </Modal>
  )
}
