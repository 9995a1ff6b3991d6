import { alertKinds, blindCauses, severities } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instantField } from '../fields.ts'
import { alertReasonSchema } from '../incidents/incident.ts'
import { ruleSchema } from './rule.ts'

export const previewRules = endpoint({
  method: 'POST',
  path: '/api/persons/:personId/rules-preview',
  summary: 'What these obligations would have alerted of in the last seven days, by the stored readings; nothing is written',
  permission: 'location:read',
  readsLocation: true,
  mostBodyBytes: 1024 * 1024,
  params: z.object({ personId: id }),
  body: z.object({ rules: z.array(ruleSchema).min(1).max(20) }),
  response: z.object({
    from: instantField,
    until: instantField.describe('As far as we have listened'),
    readings: z.number().int().min(0).describe('0: nothing was collected in the week, and nothing can be said'),
    alerts: z.array(
      z.object({
        ruleIndex: z.number().int().min(0),
        kind: z.enum(alertKinds),
        severity: z.enum(severities),
        beganAt: instantField,
        noticedAt: instantField,
        endedAt: instantField.nullable().describe('Null: it lasted to the end'),
        reason: alertReasonSchema,
      }),
    ),
    unknownMs: z.number().int().min(0).describe('Of the time between `from` and `until`: nothing valid was known'),
    unknown: z.array(z.object({ from: instantField, until: instantField, because: z.enum(blindCauses) })),
    isCut: z.boolean().describe('More readings or alerts than are looked at: what follows is left out'),
    permitsInWeek: z.number().int().min(0).describe('Notices and permissions of that week: they are not reckoned with'),
  }),
  refusals: ['not-found', 'bad-zone'],
})
