import { Modal, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { FormActions } from '../parts/FormActions.tsx'
import { FormProblem } from '../parts/FormProblem.tsx'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { type Deadline } from './queries.ts'

/** A deadline that was never due is taken back by the head; it stays on record with the reason. */
export function TakeBackDialog({ deadline, onClose }: { readonly deadline: Deadline; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [reason, setReason] = useState('')
  const takeBack = useMutation({
    mutationFn: () => call('cancelDeadline', { params: { deadlineId: deadline.id }, body: { reason: reason.trim() } }),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['deadlines'] }),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={t('deadlines.takeBackTitle', { what: t(`deadlines.rule.${deadline.rule}`) })}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <p>{t('deadlines.takeBackHint')}</p>
      <Textarea
        data-autofocus
        label={t('deadlines.takeBackReason')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={1_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <FormProblem error={takeBack.error} />
      <FormActions onCancel={onClose}>
        <ReasonedButton
          whyNot={reason.trim() === '' ? t('deadlines.takeBackWhy') : null}
          onClick={() => takeBack.mutate()}
          loading={takeBack.isPending}
        >
          {t('deadlines.takeBack').replace('…', '')}
        </ReasonedButton>
      </FormActions>
    </Modal>
  )
}
