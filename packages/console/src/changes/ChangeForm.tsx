import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { caseFilesQuery } from '../api/queries.ts'
import { FormActions } from '../parts/FormActions.tsx'
import { FormProblem } from '../parts/FormProblem.tsx'
import { FormFields } from './FormFields.tsx'
import { type FormSpec, type Values } from './form-spec.ts'
import { missingIn } from './values.ts'

/** A change, entered and sent once; a refusal stays in the form with what was typed. It goes into the history and is not taken back. */
export function ChangeForm({ spec, onClose }: { readonly spec: FormSpec; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [values, setValues] = useState<Values>(spec.initial)
  const [hasTried, setHasTried] = useState(false)
  const send = useMutation({
    mutationFn: () => spec.send(values),
    onSuccess: onClose,
    onSettled: () => {
      // The person's page and the panel show an episode, too.
      void queryClient.invalidateQueries({ queryKey: ['person'] })
      if (spec.refreshes) void queryClient.invalidateQueries({ queryKey: spec.refreshes })
      return queryClient.invalidateQueries({ queryKey: caseFilesQuery.queryKey })
    },
  })
  const shown = spec.fields.filter(({ onlyIf }) => onlyIf?.(values) !== false)
  const missing = missingIn(shown, values)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setHasTried(true)
    if (missing === undefined && !send.isPending) send.mutate()
  }
  const change = (name: string, value: string) => {
    // A refusal is of what was sent, not of what is being typed.
    if (send.isError) send.reset()
    setValues((old) => ({ ...old, [name]: value }))
  }
  return (
    <Modal opened onClose={onClose} size={600} title={spec.title} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form onSubmit={submit} noValidate>
        <p>{spec.reread}</p>
        <FormFields fields={shown} values={values} missing={hasTried ? missing : undefined} onChange={change} />
        <FormProblem error={send.error} />
        <FormActions onCancel={onClose}>
          <Button type="submit" loading={send.isPending}>
            {spec.title}
          </Button>
        </FormActions>
      </form>
    </Modal>
  )
}
