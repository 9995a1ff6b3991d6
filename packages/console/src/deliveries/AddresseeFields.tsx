import { Button, Fieldset, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/use-language.ts'
import { type AddresseeDraft, channelsOf, draftOf, typedDraft } from './addressee-draft.ts'
import { type Recipient } from './queries.ts'
import classes from './deliveries.module.css'

interface AddresseeFieldsProps {
  readonly drafts: readonly AddresseeDraft[]
  readonly recipients: readonly Recipient[]
  readonly onChange: (drafts: readonly AddresseeDraft[]) => void
}

/** The server takes no more at once. */
const mostAtOnce = 10

/** To whom, and how: each from the address book, or typed in. */
export function AddresseeFields({ drafts, recipients, onChange }: AddresseeFieldsProps) {
  const { t } = useTranslation()
  const replace = (key: string, next: AddresseeDraft) => onChange(drafts.map((one) => (one.key === key ? next : one)))
  return (
    <Stack gap={12}>
      {drafts.map((draft, i) => (
        <Fieldset key={draft.key} legend={t('deliveries.addressee', { number: i + 1 })} className={classes['addressee'] ?? ''}>
          <AddresseeField draft={draft} recipients={recipients} onChange={(next) => replace(draft.key, next)} />
          {drafts.length > 1 && (
            <Button
              variant="default"
              size="compact-sm"
              aria-label={t('deliveries.removeOf', { number: i + 1 })}
              onClick={() => onChange(drafts.filter(({ key }) => key !== draft.key))}
            >
              {t('deliveries.remove')}
            </Button>
          )}
        </Fieldset>
      ))}
      {drafts.length < mostAtOnce && (
        <Button
          variant="default"
          size="compact-sm"
          className={classes['add'] ?? ''}
          onClick={() => onChange([...drafts, typedDraft(crypto.randomUUID())])}
        >
          {t('deliveries.addAddressee')}
        </Button>
      )}
    </Stack>
  )
}

interface AddresseeFieldProps {
  readonly draft: AddresseeDraft
  readonly recipients: readonly Recipient[]
  readonly onChange: (draft: AddresseeDraft) => void
}

function AddresseeField({ draft, recipients, onChange }: AddresseeFieldProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const usable = recipients.filter(({ isRetired }) => !isRetired)
  const chosen = usable.find(({ id }) => id === draft.recipientId)
  const channels = channelsOf(chosen)
  const choose = (id: string) => {
    const recipient = usable.find((one) => one.id === id)
    onChange(recipient ? draftOf(draft.key, recipient) : typedDraft(draft.key))
  }
  return (
    <>
      <NativeSelect
        label={t('deliveries.who')}
        value={draft.recipientId}
        data={[
          { value: '', label: t('deliveries.typed') },
          ...usable.map(({ id, name }) => ({ value: id, label: name[language === 'kk' ? 'kk' : 'ru'] })),
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('deliveries.how')}
        value={draft.channel}
        data={channels.map((channel) => ({ value: channel, label: t(`deliveries.channel.${channel}`) }))}
        onChange={(event) => {
          const channel = channels.find((one) => one === event.currentTarget.value)
          if (channel) onChange({ ...draft, channel })
        }}
      />
      {chosen ? (
        <p className={classes['hint']}>
          {(draft.channel === 'email' ? chosen.email : draft.channel === 'webhook' ? chosen.webhookUrl : chosen.postalAddress) ??
            t('deliveries.noPostal')}
        </p>
      ) : (
        <>
          <TextInput
            label={t('deliveries.name')}
            maxLength={200}
            value={draft.name}
            onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
          />
          <TextInput
            label={t(`deliveries.address.${draft.channel === 'email' ? 'email' : 'print'}`)}
            type={draft.channel === 'email' ? 'email' : 'text'}
            maxLength={254}
            value={draft.address}
            onChange={(event) => onChange({ ...draft, address: event.currentTarget.value })}
          />
        </>
      )}
    </>
  )
}
