import { type DeviceCommandKind, deviceCommandKinds } from '@bilezik/domain'
import { Modal, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { type PersonDetail, commandsQuery, deviceModelsQuery } from '../api/queries.ts'
import { withInitials } from '../format/names.ts'
import { useCan } from '../session/use-session.ts'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { CommandChoice } from './CommandChoice.tsx'
import { CommandNumbers } from './CommandNumbers.tsx'
import { DeviceChoice } from './DeviceChoice.tsx'
import { ReasonField, reasonFieldId } from './ReasonField.tsx'
import { type CommandDraft, blankDraft, bodyOf, waitMinutes, whyNotSend } from './command-draft.ts'
import classes from './commands.module.css'
import { FormActions } from '../parts/FormActions.tsx'
import { FormProblem } from '../parts/FormProblem.tsx'

interface AskDialogProps {
  readonly person: PersonDetail
  readonly onClose: () => void
  readonly onAsked: () => void
}

function contactEveryMsOf({ obligations }: PersonDetail): number | null {
  const every = obligations.flatMap(({ rule }) => (rule.kind === 'contact' ? [rule.everyMs] : []))
  return every.length === 0 ? null : Math.min(...every)
}

/** Which device, what, and why. Enter sends from any field; a refusal stays in the form, with what was typed. */
export function AskDialog({ person, onClose, onAsked }: AskDialogProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const contactEveryMs = contactEveryMsOf(person)
  const worn = person.kit.find(({ role }) => role === 'worn') ?? person.kit[0]
  const [draft, setDraft] = useState(() => blankDraft(worn?.deviceId ?? '', contactEveryMs))
  const [hasTried, setHasTried] = useState(false)
  const canReadModels = useCan('device:read')
  const models = useQuery({ ...deviceModelsQuery, enabled: canReadModels })
  const device = person.kit.find(({ deviceId }) => deviceId === draft.deviceId)
  const model = models.data?.models.find(({ name }) => name === device?.model)
  const isObeyed = (kind: DeviceCommandKind) => !model || model.commands.includes(kind)
  const unknown = deviceCommandKinds.filter((kind) => !isObeyed(kind)).map((kind) => t(`commandKind.${kind}`))
  const whyNotAll =
    model && unknown.length > 0 ? t('ask.notObeyed', { model: model.name, commands: unknown.join(t('app.listSeparator')) }) : null
  const why = whyNotSend(draft)
  const whyText = isObeyed(draft.kind) ? why && t(`ask.${why}`) : whyNotAll

  const ask = useMutation({
    mutationFn: () => call('requestCommand', { params: { personId: person.id }, body: bodyOf(draft) }),
    onSuccess() {
      const what = { command: t(`commandKind.${draft.kind}`), identifier: device?.identifier ?? '' }
      notifications.show({ message: t('ask.asked', what), autoClose: 5_000 })
      void queryClient.invalidateQueries({ queryKey: commandsQuery(person.id).queryKey })
      onAsked()
    },
  })
  const change = (part: Partial<CommandDraft>) => {
    // A refusal is of what was asked, not of what is being typed.
    if (ask.isError) ask.reset()
    setDraft((old) => ({ ...old, ...part }))
  }
  const submit = () => {
    setHasTried(true)
    if (why === 'whyNoReason') document.getElementById(reasonFieldId)?.focus()
    if (whyText === null && !ask.isPending) ask.mutate()
  }
  const onSubmit = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault()
    submit()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={600}
      title={t('ask.title', { person: withInitials(`${person.familyName} ${person.givenName} ${person.patronymic ?? ''}`) })}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form
        onSubmit={onSubmit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.target instanceof HTMLInputElement) onSubmit(event)
        }}
      >
        <Stack gap={16}>
          <DeviceChoice kit={person.kit} deviceId={draft.deviceId} onChange={(deviceId) => change({ deviceId })} />
          <CommandChoice kind={draft.kind} isObeyed={isObeyed} onChange={(kind) => change({ kind })} whyNotAll={whyNotAll}>
            <CommandNumbers
              draft={draft}
              contactEveryMs={contactEveryMs}
              error={hasTried && why === 'whyNumbers' ? t('ask.whyNumbers') : null}
              onChange={change}
            />
          </CommandChoice>
          <ReasonField
            value={draft.reason}
            error={hasTried && why === 'whyNoReason' ? t('ask.whyNoReason') : null}
            onChange={(reason) => change({ reason })}
          />
          <p className={classes['waits']}>{t('ask.waits', { minutes: String(waitMinutes) })}</p>
        </Stack>
        <FormProblem error={ask.error} />
        <FormActions onCancel={onClose}>
          <ReasonedButton whyNot={whyText} onClick={submit} loading={ask.isPending}>
            {t('ask.submit')}
          </ReasonedButton>
        </FormActions>
      </form>
    </Modal>
  )
}
