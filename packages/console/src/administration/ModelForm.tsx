import { Alert, Button, Modal, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, type CallOptions, call } from '../api/client.ts'
import { type DeviceModel } from '../api/queries.ts'
import { problemText } from '../app/problem-text.ts'
import classes from './administration.module.css'
import { readModel, writeModel } from './read-model.ts'
import { FormActions } from '../parts/FormActions.tsx'

interface ModelFormProps {
  readonly title: string
  readonly model: DeviceModel
  readonly onClose: () => void
  readonly onSaved: (saved: CallOptions<'putDeviceModel'>['body']) => void
}

/** One model as JSON; what the server finds wrong is listed field by field. */
export function ModelForm({ title, model, onClose, onSaved }: ModelFormProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(() => writeModel(model))
  const read = readModel(text)
  const [hasTried, setHasTried] = useState(false)
  const save = useMutation({
    mutationFn: (body: CallOptions<'putDeviceModel'>['body']) => call('putDeviceModel', { body }),
    onSuccess: (_, body) => onSaved(body),
  })
  const submit = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault()
    setHasTried(true)
    if (read.kind === 'read' && !save.isPending) save.mutate(read.body)
  }
  const notJson = read.kind === 'not-json' ? (read.at ? t('models.notJsonAt', read.at) : t('models.notJson')) : null
  return (
    <Modal opened onClose={onClose} title={title} size={720} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form onSubmit={submit}>
        <Textarea
          label={t('models.json')}
          description={t('models.jsonHint')}
          classNames={{ input: classes['json'] ?? '' }}
          data-autofocus
          autosize
          minRows={14}
          maxRows={22}
          spellCheck={false}
          value={text}
          error={hasTried ? notJson : null}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event)
          }}
        />
        <div role="alert">{save.isError && <Complaints error={save.error} />}</div>
        <FormActions onCancel={onClose}>
          <Button type="submit" loading={save.isPending}>
            {t('models.save')}
          </Button>
        </FormActions>
      </form>
    </Modal>
  )
}

function Complaints({ error }: { readonly error: unknown }) {
  const { t } = useTranslation()
  const fields = error instanceof ApiProblem ? (error.problem.fields ?? []) : []
  if (fields.length === 0) {
    return (
      <Alert color="red" variant="light" mt={12}>
        {problemText(error, t)}
      </Alert>
    )
  }
  return (
    <Alert color="red" variant="light" mt={12} title={error instanceof ApiProblem ? error.problem.title : ''}>
      <ul className={classes['complaints']}>
        {fields.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            <code>{path.replace(/^body\.?/, '')}</code> {message}
          </li>
        ))}
      </ul>
    </Alert>
  )
}
