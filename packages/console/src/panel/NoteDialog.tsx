import { type Incident } from '@bilezik/contract'
import { Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { type IncidentActions } from './use-incident-actions.tsx'
import { FormActions } from '../parts/FormActions.tsx'

interface NoteDialogProps {
  readonly incident: Incident
  readonly actions: IncidentActions
  readonly onClose: () => void
}

export function NoteDialog({ incident, actions, onClose }: NoteDialogProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const submit = () => actions.change({ kind: 'note', incident, text: text.trim() }, { onSuccess: onClose })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') submit()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('note.title', { number: String(incident.number) })}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={onSubmit}>
        <Textarea
          label={t('note.label')}
          description={t('note.hint')}
          data-autofocus
          autosize
          minRows={4}
          maxRows={12}
          maxLength={2_000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit(event)
          }}
        />
        <FormActions onCancel={onClose}>
          <ReasonedButton whyNot={text.trim() === '' ? t('note.empty') : null} onClick={submit} loading={actions.isPending}>
            {t('note.submit')}
          </ReasonedButton>
        </FormActions>
      </form>
    </Modal>
  )
}
