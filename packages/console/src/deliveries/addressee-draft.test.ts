import { expect, it } from 'vitest'
import { addresseeOf, channelsOf, draftFor, typedDraft } from './addressee-draft.ts'
import { type Recipient } from './queries.ts'

const police: Recipient = {
  id: '0198c0de-0000-7000-8000-000000000001',
  organisationId: '0198c0de-0000-7000-8000-000000000002',
  name: { kk: '«Алматы» тергеу бөлімі', ru: 'Следственный отдел «Алматы»' },
  email: 'duty@example.kz',
  webhookUrl: null,
  dutyUnit: null,
  postalAddress: null,
  isRetired: false,
}

it('the body that the order names is found in the address book, whatever its quotation marks and letters', () => {
  expect(draftFor('a', 'следственный отдел "Алматы"', [police])).toMatchObject({ recipientId: police.id, channel: 'email' })
})

it('one that is in no address book, or was retired there, is proposed by its name, to be handed over', () => {
  for (const book of [[], [{ ...police, isRetired: true }]])
    expect(draftFor('a', police.name.ru, book)).toMatchObject({ recipientId: '', name: police.name.ru, channel: 'print' })
})

it('by the channels of which an address is known, and by hand always', () => {
  expect(channelsOf({ ...police, webhookUrl: 'https://a.kz/' })).toEqual(['email', 'webhook', 'print'])
  expect(channelsOf(undefined)).toEqual(['email', 'print'])
})

it('typed in, a mailbox has to be one; a postal address may be wanting', () => {
  const typed = typedDraft('a', ' Court ')
  expect(addresseeOf(typed)).toEqual({ typed: { channel: 'print', name: 'Court', address: null } })
  expect(addresseeOf({ ...typed, channel: 'email', address: 'court' })).toBeUndefined()
  expect(addresseeOf({ ...typed, channel: 'email', address: 'a@court.kz' })).toEqual({
    typed: { channel: 'email', name: 'Court', address: 'a@court.kz' },
  })
  expect(addresseeOf(typedDraft('a'))).toBeUndefined()
})
