import { deadlineOwners, deadlineRules, deadlineStates, startEvents } from '@bilezik/domain'
import { z } from 'zod'
import { dateField, id, instantField } from '../fields.ts'

/** By when, counted in days of Kazakhstan; `done`: met or cancelled. */
export const deadlineUrgencies = ['missed', 'today', 'week', 'later', 'done'] as const
export type DeadlineUrgency = (typeof deadlineUrgencies)[number]

export const deadlineMoveSchema = z.object({
  id,
  wasDueAt: instantField,
  proposedDueAt: instantField,
  proposedAt: instantField,
  decree: z.string().describe('Of the correction of the calendar that proposes it'),
})

export const deadlineSchema = z.object({
  id,
  orderId: id,
  person: z.object({ id, name: z.string().describe('Family name and initials') }),
  organisationId: id,
  rule: z.enum(deadlineRules),
  startEvent: z.enum(startEvents),
  startedAt: instantField.nullable(),
  startedOn: dateField.nullable().describe('In Kazakhstan, where only the day is known; else null'),
  subject: z.string().describe('What started it: `request:<id>`, `incident:<id>`, `file:…`, `term:…`, `hand:<id>`'),
  isAtOnce: z.boolean().describe('Due from its start: what counts is how long it has waited'),
  dueAt: instantField.describe('The last instant in time; a term in days ends with the midnight after its last day'),
  lateMs: z.number().int().min(0).nullable().describe('To now, or to when it was met; null: not late'),
  owedBy: z.enum(deadlineOwners),
  citation: z.string().nullable().describe('Null: a policy, which cites no law'),
  assumptions: z.array(z.string()).describe('`hour-unknown`, `calendar-unknown`'),
  state: z.enum(deadlineStates),
  urgency: z.enum(deadlineUrgencies),
  escalatedAt: instantField.nullable().describe('Since when it stands before the head'),
  metAt: instantField.nullable(),
  evidence: z.record(z.string(), z.unknown()).nullable().describe('What met it, or why it was cancelled'),
  move: deadlineMoveSchema.nullable().describe('What a corrected calendar proposes, undecided'),
})
export type Deadline = z.output<typeof deadlineSchema>
