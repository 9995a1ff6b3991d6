import { Alert, Button, Modal, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { instant } from '@bilezik/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CallOptions, call } from '../api/client.ts'
import { type Obligation, permitsQuery } from '../api/queries.ts'
import { problemText } from '../app/problem-text.ts'
import { serverNowMs } from '../feed/live.ts'
import { moment } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { PermitFields } from './PermitFields.tsx'
import { type PermitDraft, blankDraft, bodyOf, coversLateFrom } from './permit-draft.ts'
import { FormActions } from '../parts/FormActions.tsx'

interface GivePermitProps {
  readonly orderId: string
  /** The conditions of the order that a permit can lift. */
  readonly liftable: readonly Obligation[]
  readonly onClose: () => void
}

/** Records what a body was told or has allowed. Enter sends from any field; a refusal stays in the form, with what was typed. */
export function GivePermit({ orderId, liftable, onClose }: GivePermitProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState(() =>
    blankDraft(
      instant(Math.floor(serverNowMs())),
      liftable.map(({ lineageId }) => lineageId),
    ),
  )
  const [hasTried, setHasTried] = useState(false)
  const give = useMutation({
    mutationFn: (body: CallOptions<'givePermit'>['body']) => call('givePermit', { params: { orderId }, body }),
    onSuccess({ coversFrom, isGivenLate }) {
      const time = moment(Date.parse(coversFrom), serverNowMs(), language)
      notifications.show({
        message: t(isGivenLate ? 'permits.late' : 'permits.given', { time }),
        autoClose: isGivenLate ? 15_000 : 5_000,
      })
      void queryClient.invalidateQueries({ queryKey: permitsQuery(orderId).queryKey })
      onClose()
    },
  })
  const change = (part: Partial<PermitDraft>) => {
    // A refusal is of what was sent, not of what is being typed.
    if (give.isError) give.reset()
    setDraft((old) => ({ ...old, ...part }))
  }
  const body = bodyOf(draft)
  const missing = typeof body === 'string' ? body : null
  // What is missing in a group of fields is told there; the rest below.
  const isToldBelow = hasTried && (missing === 'noTime' || missing === 'noBasis')
  const lateMs = coversLateFrom(draft)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setHasTried(true)
    if (typeof body !== 'string' && !give.isPending) give.mutate(body)
  }
  return (
    <Modal opened onClose={onClose} size={600} title={t('permits.giveTitle')} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form onSubmit={submit}>
        <Stack gap={16}>
          <PermitFields draft={draft} liftable={liftable} missing={hasTried ? missing : null} onChange={change} />
        </Stack>
        <div role="status">
          {lateMs !== undefined && (
            <Alert color="yellow" variant="light" mt={12}>
              {t('permits.late', { time: moment(lateMs, serverNowMs(), language) })}
            </Alert>
          )}
        </div>
        <div role="alert">
          {(give.isError || isToldBelow) && (
            <Alert color="red" variant="light" mt={12}>
              {give.isError ? problemText(give.error, t) : missing && t(`permits.why.${missing}`)}
            </Alert>
          )}
        </div>
        <FormActions onCancel={onClose}>
          <Button type="submit" loading={give.isPending}>
            {t('permits.submit')}
          </Button>
        </FormActions>
      </form>
    </Modal>
  )
}
