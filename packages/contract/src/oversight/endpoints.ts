import { alertKinds } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instantField, pageLimit } from '../fields.ts'

/** At which work for the person the engine failed. */
export const faultPhases = ['step', 'effects', 'replay', 'status', 'checkpoint'] as const

const person = z.object({ id, name: z.string().describe('Family name and initials') })

export const engineFaultSchema = z.object({
  id,
  person,
  engineVersion: z.string().describe('That failed last'),
  phase: z.enum(faultPhases),
  error: z.string().describe('Kind and place of the failure in our source; never its words'),
  beganAt: instantField.describe('Since when the person is not watched'),
  replayFrom: instantField.describe('Nothing that was measured from here on has been judged'),
  attempts: z.number().int().describe('How often it was tried again since'),
  retryAt: instantField.nullable().describe('When it is tried next; null once the person is watched again'),
  endedAt: instantField.nullable().describe('Since when the person is watched again, with everything meanwhile made up for'),
})

export const listEngineFaults = endpoint({
  method: 'GET',
  path: '/api/engine-faults',
  summary: 'Persons whose watching failed by a fault of ours: those not watched now first, the longest first; then the newest',
  permission: 'engine:read',
  query: z.object({ state: z.enum(['open', 'all']).default('all').describe('open = not watched now'), limit: pageLimit }),
  response: z.object({ faults: z.array(engineFaultSchema) }),
  refusals: [],
})

/** What of an alert one version judges otherwise than another. */
export const judgedFacts = ['kind', 'began', 'noticed', 'ended', 'condition'] as const

const judgement = z.object({
  kind: z.enum(alertKinds),
  beganAt: instantField,
  noticedAt: instantField,
  endedAt: instantField.nullable().describe('Null: it lasts'),
})

export const engineDifferenceSchema = z.object({
  id: z.number().int(),
  person,
  incident: z
    .object({ id, number: z.number().int(), alertId: id })
    .nullable()
    .describe('Where the alert stands; null where none was raised'),
  oldVersion: z.string().nullable().describe('That raised the alert; null where none was raised'),
  newVersion: z.string(),
  raised: judgement.nullable().describe('The alert as it stands; nothing withdraws it but a human or later data'),
  derived: judgement.nullable().describe('What the newer version makes of the same readings; null: nothing'),
  differsIn: z.array(z.enum(judgedFacts)).describe('Where both judge; empty where they agree by now'),
  notedAt: instantField,
})

export const listEngineDifferences = endpoint({
  method: 'GET',
  path: '/api/engine-differences',
  summary: 'Where a newer version of the engine judges otherwise than the one that watched: for a human to see, newest first',
  permission: 'difference:read',
  query: z.object({ limit: pageLimit }),
  response: z.object({ differences: z.array(engineDifferenceSchema) }),
  refusals: [],
})
