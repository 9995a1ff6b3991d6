import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { isoInstant } from '@bilezik/domain'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { type Permit, permitsQuery } from '../api/queries.ts'
import { dateAndTime, moment } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { instantOfLocal } from './permit-draft.ts'
import classes from './permits.module.css'
import { FormActions } from '../parts/FormActions.tsx'
import { FormProblem } from '../parts/FormProblem.tsx'

interface RevokePermitProps {
  readonly orderId: string
  readonly permit: Permit
  readonly onClose: () => void
}

/** Ends a permit now, or at a time that is still to come, with the reason. */
export function RevokePermit({ orderId, permit, onClose }: RevokePermitProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const queryClient = useQueryClient()
  const [reason, setReason] = useState('')
  const [at, setAt] = useState('')
  const coming = instantOfLocal(at)
  const revoke = useMutation({
    mutationFn: () =>
      call('revokePermit', {
        params: { permitId: permit.id },
        body: { reason: reason.trim(), ...(coming !== undefined && { at: isoInstant(coming) }) },
      }),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: permitsQuery(orderId).queryKey }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!revoke.isPending) revoke.mutate()
  }
  const shown = (iso: string) => moment(Date.parse(iso), Date.now(), language)
  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={t('permits.revokeTitle')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap={16}>
          <p className={classes['what']}>
            <b>{t(`permits.kind.${permit.kind}`)}</b>{' '}
            {t('permits.span', { from: shown(permit.from), until: shown(permit.until) })}
          </p>
          <TextInput
            label={t('permits.reason')}
            maxLength={500}
            autoComplete="off"
            // A space alone is no reason.
            pattern=".*\S.*"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            required
            withAsterisk={false}
            data-autofocus
          />
          <TextInput
            type="datetime-local"
            label={t('permits.revokeAt')}
            description={coming === undefined ? t('permits.revokeHint') : dateAndTime(coming, language)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={at}
            onChange={(event) => setAt(event.currentTarget.value)}
          />
        </Stack>
        <FormProblem error={revoke.error} />
        <FormActions onCancel={onClose}>
          <Button type="submit" loading={revoke.isPending}>
            {t('permits.revoke')}
          </Button>
        </FormActions>
      </form>
    </Modal>
  )
}
