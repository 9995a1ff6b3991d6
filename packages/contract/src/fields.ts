import { languages } from '@bilezik/domain'
import { z } from 'zod'

/** Pieces that several endpoints share. Times are ISO 8601 in UTC, lengths metres, durations milliseconds. */
export const id = z.uuid()
export const instantField = z.iso.datetime({ offset: true })
export const localisedField = z.object(
  Object.fromEntries(languages.map((language) => [language, z.string().min(1).max(200)])) as Record<
    'kk' | 'ru' | 'en',
    z.ZodString
  >,
)
export const nameField = z.string().trim().min(1).max(100)
export const latField = z.number().min(-90).max(90)
export const lonField = z.number().min(-180).max(180)
export const noContent = z.object({})
export const created = z.object({ id })
export const pageLimit = z.coerce.number().int().min(1).max(500).default(100)

/** Of a request that may have been sent before, its answer lost on the way: the same id again changes nothing. */
export const requestIdField = z.uuid().exactOptional().describe('Made by the sender; the same again changes nothing')
