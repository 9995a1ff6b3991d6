import { Modal, TextInput, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { problemText } from '../app/problem-text.ts'
import { FormActions } from '../parts/FormActions.tsx'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { type Deadline } from './queries.ts'

/** What no part of the system sees happen is recorded by who did it, with what shows it. */
export function MeetDialog({ deadline, onClose }: { readonly deadline: Deadline; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [note, setNote] = useState('')
  const [evidence, setEvidence] = useState('')
  const meet = useMutation({
    mutationFn: () =>
      call('meetDeadline', { params: { deadlineId: deadline.id }, body: { note: note.trim(), evidence: evidence.trim() } }),
    onSuccess: onClose,
    onError: (error) => notifications.show({ color: 'red', message: problemText(error, t) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['deadlines'] }),
  })
  const isWanting = note.trim() === '' || evidence.trim() === ''
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={t('deadlines.meetTitle', { what: t(`deadlines.rule.${deadline.rule}`) })}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <Textarea
        data-autofocus
        label={t('deadlines.note')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={1_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <TextInput
        mt={8}
        label={t('deadlines.evidence')}
        maxLength={200}
        value={evidence}
        onChange={(event) => setEvidence(event.currentTarget.value)}
      />
      <FormActions onCancel={onClose}>
        <ReasonedButton whyNot={isWanting ? t('deadlines.why') : null} onClick={() => meet.mutate()} loading={meet.isPending}>
          {t('deadlines.submit')}
        </ReasonedButton>
      </FormActions>
    </Modal>
  )
}
