import { deadlineOwners, deadlineRules, deadlineStates, startEvents } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { created, dateField, id, instantField, noContent, pageLimit } from '../fields.ts'
import { deadlineSchema } from './deadline.ts'

const text = z.string().trim().min(1).max(1_000)
const params = z.object({ deadlineId: id })
const orderParams = z.object({ orderId: id })

export const listDeadlines = endpoint({
  method: 'GET',
  path: '/api/deadlines',
  summary: 'What is due in your scope: missed first, then by due time; each with its citation',
  permission: 'deadline:read',
  query: z.object({
    state: z
      .enum(['open', 'all', ...deadlineStates])
      .default('open')
      .describe('open = pending and missed'),
    owedBy: z.enum(deadlineOwners).optional(),
    organisationId: id.optional(),
    orderId: id.optional(),
    personId: id.optional(),
    dueBefore: instantField.optional(),
    limit: pageLimit,
  }),
  response: z.object({ deadlines: z.array(deadlineSchema), hasMore: z.boolean() }),
  refusals: [],
})

export const countDeadlines = endpoint({
  method: 'GET',
  path: '/api/deadline-counts',
  summary: 'How many are missed, due until the end of today, and due within the week that follows, in your scope',
  permission: 'deadline:read',
  response: z.object({
    missed: z.number().int(),
    today: z.number().int(),
    week: z.number().int(),
    moves: z.number().int().describe('Undecided proposals of a corrected calendar'),
    passedAt: instantField.nullable().describe('When deadlines were last looked after; old = what you see is old'),
  }),
  refusals: [],
})

export const getDeadline = endpoint({
  method: 'GET',
  path: '/api/deadlines/:deadlineId',
  summary: 'One deadline with everything that happened to it: who, when, what',
  permission: 'deadline:read',
  params,
  response: deadlineSchema.extend({
    entries: z.array(
      z.object({
        at: instantField,
        byName: z.string().nullable().describe('Null: the system'),
        kind: z.string(),
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
  refusals: ['not-found'],
})

export const listDeadlineStarts = endpoint({
  method: 'GET',
  path: '/api/orders/:orderId/deadline-starts',
  summary: 'Which events outside of the system make something due on this order by the law of today, and what',
  permission: 'deadline:read',
  params: orderParams,
  response: z.object({
    starts: z.array(
      z.object({
        event: z.enum(startEvents),
        opens: z.array(
          z.object({ rule: z.enum(deadlineRules), owedBy: z.enum(deadlineOwners), citation: z.string().nullable() }),
        ),
      }),
    ),
  }),
  refusals: ['not-found'],
})

export const startDeadlines = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/deadline-starts',
  summary: 'Record an event that no other part of the system sees, and open what it makes due by the law of its day',
  permission: 'deadline:work',
  params: orderParams,
  body: z.object({
    event: z.enum(startEvents).exclude(['term-running', 'term-over']),
    on: dateField.describe('In Kazakhstan'),
    hour: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .nullable()
      .default(null)
      .describe('In Kazakhstan, `14:30`; null: not known'),
    note: text,
  }),
  response: z.object({ opened: z.array(id) }),
  refusals: ['not-found', 'case-record-impossible', 'order-closed', 'nothing-due'],
})

export const meetDeadline = endpoint({
  method: 'POST',
  path: '/api/deadlines/:deadlineId/meet',
  summary: 'Record by hand that a deadline was met, when, and what shows it',
  permission: 'deadline:work',
  params,
  body: z.object({
    at: instantField.optional().describe('When it was done; now when absent'),
    note: text,
    evidence: z.string().trim().min(1).max(200).describe('The number of the paper, or where it lies'),
  }),
  response: deadlineSchema,
  refusals: ['not-found', 'deadline-settled', 'case-record-impossible'],
})

export const cancelDeadline = endpoint({
  method: 'POST',
  path: '/api/deadlines/:deadlineId/cancel',
  summary: 'Take back a deadline that was never due; it stays on record with the reason',
  permission: 'deadline:decide',
  params,
  body: z.object({ reason: text }),
  response: noContent,
  refusals: ['not-found', 'deadline-settled'],
})

export const recordInformationRequest = endpoint({
  method: 'POST',
  path: '/api/orders/:orderId/information-requests',
  summary: 'Record that the body asks for information on a person’s presence and compliance: it is due within the law’s hours',
  permission: 'deadline:work',
  params: orderParams,
  body: z.object({
    number: z.string().trim().min(1).max(100),
    askedBy: z.string().trim().min(1).max(200),
    receivedAt: instantField.optional().describe('Now when absent'),
    periodFrom: instantField.nullable().default(null),
    periodUntil: instantField.nullable().default(null),
  }),
  response: created,
  refusals: ['not-found', 'case-record-impossible', 'request-exists', 'term-not-a-period'],
})

export const listInformationRequests = endpoint({
  method: 'GET',
  path: '/api/orders/:orderId/information-requests',
  summary: 'What the body asked for, with the hour until which it is due and how it was answered',
  permission: 'deadline:read',
  params: orderParams,
  response: z.object({
    requests: z.array(
      z.object({
        id,
        number: z.string(),
        askedBy: z.string(),
        receivedAt: instantField,
        periodFrom: instantField.nullable(),
        periodUntil: instantField.nullable(),
        dueAt: instantField,
        state: z.enum(deadlineStates),
        deadlineId: id,
        answeredBy: z
          .object({ documentId: id, number: z.string(), issuedAt: instantField })
          .nullable()
          .describe('The last report issued in answer to it'),
      }),
    ),
  }),
  refusals: ['not-found'],
})
