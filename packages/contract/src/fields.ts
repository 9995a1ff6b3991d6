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
/** A date that the database knows, too: it counts no year 0. */
export const dateField = z.iso.date().refine((on) => on >= '0001-01-01', 'a date from the year 1 on')
export const nameField = z.string().trim().min(1).max(100)
/** Of a person: without marks that nobody sees, on one line. */
export const personNameField = z
  .string()
  .overwrite((name) =>
    name
      .normalize('NFC')
      .replace(/\p{Cf}/gu, '')
      .replace(/[\s\p{Cc}]+/gu, ' '),
  )
  .trim()
  .min(1)
  .max(100)
/** As far as a whole number of the database reaches. */
export const mostInteger = 2_147_483_647
export const latField = z.number().min(-90).max(90)
export const lonField = z.number().min(-180).max(180)
export const noContent = z.object({})
export const created = z.object({ id })
export const pageLimit = z.coerce.number().int().min(1).max(500).default(100)

/** Of a request that may have been sent before, its answer lost on the way: the same id again changes nothing. */
export const requestIdField = z.uuid().exactOptional().describe('Made by the sender; the same again changes nothing')
