import { Button, Checkbox, Modal, Select, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganisations } from '../administration/use-organisations.ts'
import { call } from '../api/client.ts'
import { FormActions } from '../parts/FormActions.tsx'
import { FormProblem } from '../parts/FormProblem.tsx'
import { useSession } from '../session/use-session.ts'
import { type Recipient, recipientsQuery } from './queries.ts'
import classes from './deliveries.module.css'

interface RecipientDialogProps {
  /** Null: a new one. */
  readonly recipient: Recipient | null
  readonly onClose: () => void
  readonly onSecret: (secret: string) => void
}

const texts = ['kk', 'ru', 'email', 'webhookUrl', 'postalAddress', 'dutyUnit'] as const
type Draft = Readonly<Record<(typeof texts)[number], string>>

const labels = {
  kk: 'deliveries.book.nameKk',
  ru: 'deliveries.book.nameRu',
  email: 'deliveries.book.email',
  webhookUrl: 'deliveries.book.webhook',
  postalAddress: 'deliveries.book.postal',
  dutyUnit: 'deliveries.book.duty',
} as const
const types = { email: 'email', webhookUrl: 'url' } as const satisfies Partial<Record<keyof Draft, string>>

const draftOf = (recipient: Recipient | null): Draft => ({
  kk: recipient?.name.kk ?? '',
  ru: recipient?.name.ru ?? '',
  email: recipient?.email ?? '',
  webhookUrl: recipient?.webhookUrl ?? '',
  postalAddress: recipient?.postalAddress ?? '',
  dutyUnit: recipient?.dutyUnit ?? '',
})

function bodyOf(draft: Draft) {
  const given = (text: string) => text.trim() || null
  return {
    name: { kk: draft.kk.trim(), ru: draft.ru.trim() },
    email: given(draft.email),
    webhookUrl: given(draft.webhookUrl),
    postalAddress: given(draft.postalAddress),
    dutyUnit: given(draft.dutyUnit),
  }
}

export function RecipientDialog({ recipient, onClose, onSecret }: RecipientDialogProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { organisation } = useSession()
  const { options } = useOrganisations()
  const [draft, setDraft] = useState(() => draftOf(recipient))
  const [organisationId, setOrganisationId] = useState<string>(organisation.id)
  const [isRetired, setIsRetired] = useState(recipient?.isRetired ?? false)
  const done = (webhookSecret: string | null) => {
    notifications.show({ message: t('deliveries.book.saved', { name: draft.ru }) })
    if (webhookSecret !== null) onSecret(webhookSecret)
    onClose()
  }
  const refresh = () => queryClient.invalidateQueries({ queryKey: recipientsQuery.queryKey })
  const save = useMutation({
    mutationFn: async () =>
      recipient
        ? call('changeRecipient', { params: { recipientId: recipient.id }, body: { ...bodyOf(draft), isRetired } })
        : call('addRecipient', { body: { organisationId, ...bodyOf(draft) } }),
    onSuccess: ({ webhookSecret }) => done(webhookSecret),
    onSettled: refresh,
  })
  const rotate = useMutation({
    mutationFn: (recipientId: string) => call('rotateSecret', { params: { recipientId } }),
    onSuccess: ({ webhookSecret }) => done(webhookSecret),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const hasSecret = recipient !== null && recipient.webhookUrl !== null
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={recipient ? recipient.name.ru : t('deliveries.book.add')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap={12}>
          {texts.map((field) => (
            <TextInput
              key={field}
              label={t(labels[field])}
              type={field === 'email' || field === 'webhookUrl' ? types[field] : 'text'}
              required={field === 'kk' || field === 'ru'}
              withAsterisk={false}
              maxLength={field === 'webhookUrl' ? 500 : 200}
              value={draft[field]}
              onChange={(event) => setDraft({ ...draft, [field]: event.currentTarget.value })}
            />
          ))}
          {!recipient && options.length > 1 && (
            <Select
              label={t('deliveries.book.organisation')}
              data={options}
              value={organisationId}
              onChange={(value) => setOrganisationId(value ?? organisation.id)}
              searchable
            />
          )}
          {recipient && (
            <Checkbox
              label={t('deliveries.book.retired')}
              checked={isRetired}
              onChange={(event) => setIsRetired(event.currentTarget.checked)}
            />
          )}
          {hasSecret && (
            <div>
              <Button variant="default" size="compact-sm" loading={rotate.isPending} onClick={() => rotate.mutate(recipient.id)}>
                {t('deliveries.book.rotate')}
              </Button>
              <p className={classes['hint']}>{t('deliveries.book.rotateHint')}</p>
            </div>
          )}
        </Stack>
        <FormProblem error={save.error ?? rotate.error} />
        <FormActions onCancel={onClose}>
          <Button type="submit" loading={save.isPending}>
            {t('deliveries.book.save')}
          </Button>
        </FormActions>
      </form>
    </Modal>
  )
}
