import { type DeliveryChannel } from '@bilezik/contract'
import { type CallOptions } from '../api/client.ts'
import { type Recipient } from './queries.ts'

export type Addressee = CallOptions<'sendPaper'>['body']['to'][number]

/** As it stands in the form. `recipientId` empty: typed, in no address book. */
export interface AddresseeDraft {
  readonly key: string
  readonly recipientId: string
  readonly name: string
  readonly address: string
  readonly channel: DeliveryChannel
}

export function channelsOf(recipient: Recipient | undefined): readonly DeliveryChannel[] {
  if (!recipient) return ['email', 'print']
  return [
    ...(recipient.email === null ? [] : (['email'] as const)),
    ...(recipient.webhookUrl === null ? [] : (['webhook'] as const)),
    'print',
  ]
}

export function typedDraft(key: string, name = ''): AddresseeDraft {
  return { key, recipientId: '', name, address: '', channel: 'print' }
}

export function draftOf(key: string, recipient: Recipient): AddresseeDraft {
  return { key, recipientId: recipient.id, name: '', address: '', channel: channelsOf(recipient)[0] ?? 'print' }
}

const plain = (name: string) =>
  name
    .toLocaleLowerCase('kk')
    .replaceAll(/[«»"“”\s]+/g, ' ')
    .trim()

/** Whom the order names: the entry of the address book of that name, or the name as it was written, to be handed over. */
export function draftFor(key: string, name: string, recipients: readonly Recipient[]): AddresseeDraft {
  const known = recipients.find(
    (one) => !one.isRetired && (plain(one.name.kk) === plain(name) || plain(one.name.ru) === plain(name)),
  )
  return known ? draftOf(key, known) : typedDraft(key, name)
}

/** Undefined while something is wanting. */
export function addresseeOf({ recipientId, name, address, channel }: AddresseeDraft): Addressee | undefined {
  if (recipientId !== '') return { recipientId, channel }
  const [typedName, typedAddress] = [name.trim(), address.trim()]
  if (typedName === '') return undefined
  if (channel !== 'email') return { typed: { channel: 'print', name: typedName, address: typedAddress || null } }
  return /^\S+@\S+\.\S+$/.test(typedAddress) ? { typed: { channel, name: typedName, address: typedAddress } } : undefined
}
