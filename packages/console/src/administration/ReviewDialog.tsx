import { Modal, Radio, Stack, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { suppressedSignalsQuery } from '../api/queries.ts'
import { problemText } from '../app/problem-text.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { type SuppressedSignal, suppressionText } from './suppression-text.ts'
import { FormActions } from '../parts/FormActions.tsx'

const findings = ['agrees', 'sends-staff'] as const
type Finding = (typeof findings)[number]

interface ReviewDialogProps {
  readonly signal: SuppressedSignal
  readonly onClose: () => void
}

/** What a head finds of one suppressed signal. It cannot be taken back, so nothing is chosen beforehand. */
export function ReviewDialog({ signal, onClose }: ReviewDialogProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const queryClient = useQueryClient()
  const [finding, setFinding] = useState<Finding | null>(null)
  const [note, setNote] = useState('')
  const review = useMutation({
    mutationFn: (found: Finding) =>
      call('reviewSuppressedSignal', { params: { signalId: signal.id }, body: { finding: found, note: note.trim() } }),
    onSuccess: onClose,
    onError: (error) => notifications.show({ color: 'red', message: problemText(error, t) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: suppressedSignalsQuery.queryKey }),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={t('suppressed.reviewOf', { person: signal.person.name })}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <p>{`${t(`suppressed.${signal.signal}`)}. ${suppressionText(signal, t, language)}`}</p>
      <Radio.Group
        label={t('suppressed.finding')}
        value={finding ?? ''}
        onChange={(value) => setFinding(findings.find((known) => known === value) ?? null)}
      >
        <Stack gap={8} mt={8}>
          {findings.map((known, i) => (
            <Radio
              key={known}
              value={known}
              label={t(`suppressed.${known}`)}
              description={t(`suppressed.hint.${known}`)}
              {...(i === 0 && { 'data-autofocus': true })}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={t('suppressed.note')}
        mt={16}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <FormActions onCancel={onClose}>
        <ReasonedButton
          whyNot={finding === null ? t('suppressed.choose') : null}
          onClick={() => finding && review.mutate(finding)}
          loading={review.isPending}
        >
          {t('suppressed.submit')}
        </ReasonedButton>
      </FormActions>
    </Modal>
  )
}
