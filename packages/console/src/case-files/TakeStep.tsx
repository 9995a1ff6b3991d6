import { Button, Checkbox, Modal, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { type CaseFile, caseFilesQuery } from '../api/queries.ts'
import { distance } from '../format/number.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { FormActions } from '../parts/FormActions.tsx'
import { FormProblem } from '../parts/FormProblem.tsx'
import { wordOf } from './finding-text.ts'
import { type SimpleStep, simpleSteps } from './simple-steps.ts'

interface TakeStepProps {
  readonly file: CaseFile
  readonly step: SimpleStep
  readonly onClose: () => void
}

/** Takes a step with a note, after a re-read of what will happen: it goes into the order's history and is not taken back. */
export function TakeStep({ file, step, onClose }: TakeStepProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const language = useLanguage()
  const [note, setNote] = useState('')
  const [isHomeMeasured, setIsHomeMeasured] = useState(false)
  const home = step === 'activate' ? file.measuredHome : null
  const take = useMutation({
    mutationFn: () => {
      const params = { orderId: file.id }
      if (step === 'activate') return call('activateOrder', { params, body: { note: note.trim(), isHomeMeasured } })
      return call(simpleSteps[step].endpoint, { params, body: { note: note.trim() } })
    },
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: caseFilesQuery.queryKey }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!take.isPending) take.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={wordOf('step', step, t)}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit}>
        <p>{t(`caseFile.reread.${step}`)}</p>
        {home && (
          <Checkbox
            mb={12}
            label={t('caseFile.measuredHome')}
            description={t('caseFile.measuredHomeHow', {
              moved: distance(home.movedMetres, language),
              unsure: distance(home.accuracyMetres, language),
            })}
            checked={isHomeMeasured}
            onChange={(event) => setIsHomeMeasured(event.currentTarget.checked)}
          />
        )}
        <Textarea
          label={t('caseFile.note')}
          maxLength={1_000}
          autosize
          minRows={2}
          maxRows={8}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-autofocus
        />
        <FormProblem error={take.error} />
        <FormActions onCancel={onClose}>
          <Button type="submit" loading={take.isPending}>
            {wordOf('step', step, t)}
          </Button>
        </FormActions>
      </form>
    </Modal>
  )
}
