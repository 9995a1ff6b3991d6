import { z } from 'zod'
import { type ErrorCode, errorCatalogue } from './errors.ts'

const codes = Object.keys(errorCatalogue) as [ErrorCode, ...ErrorCode[]]

/** RFC 9457 problem details. */
export const problemSchema = z.object({
  type: z.string().describe('Relative address of the documentation of this code'),
  code: z.enum(codes),
  status: z.number().int(),
  title: z.string().describe('In the language asked for by Accept-Language'),
  detail: z.string().optional(),
  citation: z.string().optional().describe('The provision, where law decides'),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  requestId: z.string().optional(),
})
export type Problem = z.output<typeof problemSchema>
