import { languages } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { equipmentFilters } from './register.ts'

/** Rows of one file: the registers of all regions together come to a tenth of it. */
export const mostExportRows = 100_000

export const exportEquipment = endpoint({
  method: 'GET',
  path: '/api/equipment-export',
  summary:
    'The register as CSV (UTF-8 with its mark, semicolons), by the filters of the list; no names of persons. What a spreadsheet would take for a formula begins with an apostrophe; the import takes it off again',
  permission: 'device:read',
  query: z.object({ ...equipmentFilters, language: z.enum(languages).default('kk') }),
  givesBytes: true,
  response: z.object({}),
  refusals: ['export-too-large'],
})
