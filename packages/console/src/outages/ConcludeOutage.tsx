import { type TechnicalIncident } from '@bilezik/contract'
import { Modal, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { technicalIncidentsQuery } from '../api/queries.ts'
import { problemText } from '../app/problem-text.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { groupText } from './outage-text.ts'
import { FormActions } from '../parts/FormActions.tsx'

interface ConcludeOutageProps {
  readonly incident: TechnicalIncident
  readonly onClose: () => void
}

/** What was found of its cause. It cannot be taken back: the line leaves the panels of all organisations concerned. */
export function ConcludeOutage({ incident, onClose }: ConcludeOutageProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const queryClient = useQueryClient()
  const [note, setNote] = useState('')
  const isEmpty = note.trim() === ''
  const conclude = useMutation({
    mutationFn: () =>
      call('concludeTechnicalIncident', { params: { technicalIncidentId: incident.id }, body: { note: note.trim() } }),
    onSuccess: onClose,
    onError: (error) => notifications.show({ color: 'red', message: problemText(error, t), role: 'alert' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: technicalIncidentsQuery.queryKey }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isEmpty) conclude.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={t('outage.concludeTitle', { number: String(incident.number) })}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit}>
        <p>{t('outage.headline', { count: incident.personCount, group: groupText(incident.group, t, language) })}</p>
        <Textarea
          label={t('outage.note')}
          description={t('outage.noteHint')}
          data-autofocus
          mt={16}
          autosize
          minRows={3}
          maxRows={8}
          maxLength={2_000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event)
          }}
        />
        <p>{t('outage.rereadNotices')}</p>
        <FormActions onCancel={onClose}>
          <ReasonedButton
            whyNot={isEmpty ? t('outage.needNote') : null}
            onClick={() => conclude.mutate()}
            loading={conclude.isPending}
          >
            {t('outage.submit')}
          </ReasonedButton>
        </FormActions>
      </form>
    </Modal>
  )
}
