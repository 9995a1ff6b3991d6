import { type Incident } from '@bilezik/contract'
import { Modal, Radio, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import classes from './panel.module.css'
import { type Conclusion, type IncidentActions } from './use-incident-actions.tsx'
import { FormActions } from '../parts/FormActions.tsx'

const conclusions = ['confirmed', 'justified', 'equipment-fault', 'false-alert'] as const satisfies readonly Conclusion[]

interface ConcludeDialogProps {
  readonly incident: Incident
  readonly actions: IncidentActions
  readonly onClose: () => void
}

/** The finding and the note, with what will happen read back before it does. */
export function ConcludeDialog({ incident, actions, onClose }: ConcludeDialogProps) {
  const { t } = useTranslation()
  const [conclusion, setConclusion] = useState<Conclusion | null>(null)
  const [note, setNote] = useState('')
  const submit = () => {
    if (conclusion) actions.change({ kind: 'conclude', incident, conclusion, note: note.trim() }, { onSuccess: onClose })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={t('conclude.title', { number: String(incident.number) })}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <Radio.Group
        label={t('conclude.choice')}
        value={conclusion ?? ''}
        onChange={(value) => setConclusion(conclusions.find((known) => known === value) ?? null)}
      >
        <Stack gap={8} mt={8}>
          {conclusions.map((known, i) => (
            <Radio
              key={known}
              value={known}
              label={t(`conclusion.${known}`)}
              description={t(`conclusionHint.${known}`)}
              {...(i === 0 && { 'data-autofocus': true })}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={t('conclude.note')}
        description={t('conclude.noteHint')}
        mt={16}
        autosize
        minRows={3}
        maxRows={8}
        maxLength={2_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={classes['reread']} aria-live="polite">
        {conclusion && (
          <>
            <h3>{t('conclude.rereadTitle')}</h3>
            <ul>
              <li>
                {t('conclude.rereadLeaves', {
                  person: incident.person.name,
                  headline: t(`alert.${incident.headline}`),
                  conclusion: t(`conclusion.${conclusion}`),
                })}
              </li>
              {incident.isActive && <li>{t('conclude.rereadStillActive')}</li>}
              <li>{t('conclude.rereadSigned')}</li>
            </ul>
          </>
        )}
      </div>
      <FormActions onCancel={onClose}>
        <ReasonedButton whyNot={conclusion === null ? t('conclude.choose') : null} onClick={submit} loading={actions.isPending}>
          {t('conclude.submit')}
        </ReasonedButton>
      </FormActions>
    </Modal>
  )
}
