import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { dateField, id, instantField, noContent, pageLimit } from '../fields.ts'
import { deadlineSchema } from './deadline.ts'

const text = z.string().trim().min(1).max(500)

/** Why a day is off, or a weekend day is not. `corrected`: an administrator put it right. */
export const dayReasons = ['weekend', 'publicHoliday', 'nextWorkingDay', 'religious', 'moved', 'worked', 'corrected'] as const

export const getCalendar = endpoint({
  method: 'GET',
  path: '/api/calendar',
  summary: 'The working calendar of a year: days off and weekend days that are worked, each with its reason and citation',
  permission: 'organisation:read',
  query: z.object({ year: z.coerce.number().int().min(2024).max(2050) }),
  response: z.object({
    year: z.number().int(),
    isKnown: z.boolean().describe('False: announced and ordered days of this year are not listed yet'),
    mayCorrect: z.boolean().describe('You are an administrator of the topmost organisation'),
    days: z.array(
      z.object({
        on: dateField,
        isDayOff: z.boolean(),
        because: z.enum(dayReasons),
        citation: z.string().nullable(),
        note: z.string().nullable().describe('The order that moved the day, or the decree of the correction'),
      }),
    ),
    changes: z
      .array(
        z.object({
          id: z.number().int(),
          on: dateField,
          isDayOff: z.boolean(),
          decree: z.string(),
          byName: z.string().nullable(),
          recordedAt: instantField,
        }),
      )
      .describe('Every correction of the year, the latest first; of a day the latest holds'),
  }),
  refusals: [],
})

export const correctCalendar = endpoint({
  method: 'POST',
  path: '/api/calendar/changes',
  summary: 'Put days right, with the decree: running deadlines are not moved, moves are proposed',
  permission: 'calendar:change',
  body: z.object({
    days: z
      .array(z.object({ on: dateField, isDayOff: z.boolean() }))
      .min(1)
      .max(31),
    decree: text.describe('Who ordered or announced it, date and number'),
  }),
  response: noContent,
  refusals: ['calendar-not-yours', 'case-record-impossible'],
})

export const getCalendarTakings = endpoint({
  method: 'GET',
  path: '/api/calendar/takings',
  summary:
    'Days put right that wait for a head to take them for the hours of running orders, and how far what was taken has come',
  permission: 'deadline:read',
  response: z.object({
    waiting: z
      .array(z.object({ on: dateField, isDayOff: z.boolean(), decree: z.string() }))
      .describe('Of days that have not begun: what was judged stays judged'),
    personsConcerned: z.number().int().describe('In your scope, with hours that are others on days off'),
    takings: z.array(
      z.object({
        id: z.number().int(),
        organisationId: id,
        takenAt: instantField,
        byName: z.string().nullable(),
        personsTotal: z.number().int(),
        personsDone: z.number().int(),
        finishedAt: instantField.nullable().describe('Null: still under way'),
      }),
    ),
  }),
  refusals: [],
})

export const takeCalendar = endpoint({
  method: 'POST',
  path: '/api/calendar/takings',
  summary: 'Take what was put right: from now on it counts for the hours of running orders, on days that have not begun',
  permission: 'deadline:decide',
  response: noContent,
  refusals: ['case-record-impossible'],
})

export const listDeadlineMoves = endpoint({
  method: 'GET',
  path: '/api/deadline-moves',
  summary: 'What corrections of the calendar propose for running deadlines in your scope, and what was decided',
  permission: 'deadline:read',
  query: z.object({ state: z.enum(['open', 'all']).default('open'), limit: pageLimit }),
  response: z.object({
    moves: z.array(
      z.object({
        id,
        deadline: deadlineSchema,
        wasDueAt: instantField,
        proposedDueAt: instantField,
        proposedAt: instantField,
        decree: z.string(),
        state: z.enum(['open', 'taken', 'refused', 'superseded']),
        decidedAt: instantField.nullable(),
        decidedBy: z.string().nullable(),
        note: z.string(),
      }),
    ),
  }),
  refusals: [],
})

const params = z.object({ moveId: id })
const decision = z.object({ note: z.string().trim().max(500).default('') })

export const takeDeadlineMove = endpoint({
  method: 'POST',
  path: '/api/deadline-moves/:moveId/take',
  summary: 'Take a proposal: the deadline is due at the new time from now on',
  permission: 'deadline:decide',
  params,
  body: decision,
  response: noContent,
  refusals: ['not-found', 'move-decided'],
})

export const refuseDeadlineMove = endpoint({
  method: 'POST',
  path: '/api/deadline-moves/:moveId/refuse',
  summary: 'Refuse a proposal: the deadline stays as it is',
  permission: 'deadline:decide',
  params,
  body: decision,
  response: noContent,
  refusals: ['not-found', 'move-decided'],
})
