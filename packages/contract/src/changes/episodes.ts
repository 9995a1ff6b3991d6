import { toldParties } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instantField, noContent } from '../fields.ts'
import { note, number, orderParams, refusedSteps, shortText } from './fields.ts'

const episodeKinds = ['hospitalisation', 'search'] as const

export const beginEpisode = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/episodes',
  summary: 'Record that the person was taken to hospital, or that a search for them began: tracking goes on and serves it',
  permission: 'order:prepare',
  params: orderParams,
  body: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('hospitalisation'),
      institution: shortText,
      at: instantField.describe('Of the admission'),
      learnedFrom: shortText,
      note,
    }),
    z.object({
      kind: z.literal('search'),
      body: shortText.describe('Who searches'),
      documentNumber: number.nullable().describe('Of the decision to search; null: none yet'),
      at: instantField,
      note,
    }),
  ]),
  response: noContent,
  refusals: [...refusedSteps, 'change-out-of-order'],
})

export const endEpisode = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/episodes/:episode/end',
  summary: 'Record the discharge from hospital, or the end of the search',
  permission: 'order:prepare',
  params: orderParams.extend({ episode: z.enum(episodeKinds) }),
  body: z.object({ at: instantField.optional().describe('Now when absent'), note }),
  response: noContent,
  refusals: [...refusedSteps, 'change-out-of-order'],
})

export const recordTold = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/told',
  summary: 'Record that somebody was told at once, by whatever means; the written notice is a document of its own',
  permission: 'order:prepare',
  params: orderParams,
  body: z.object({
    about: z.enum([...episodeKinds, 'replacement', 'damage', 'circumstances']),
    party: z.enum(toldParties),
    toWhom: shortText,
    means: shortText,
    at: instantField.optional().describe('Now when absent'),
    note,
  }),
  response: noContent,
  refusals: [...refusedSteps, 'change-out-of-order'],
})
