import { type Instant, type Localised, deviceRoles, parseInstant } from '@bilezik/domain'
import { z } from 'zod'

/** One line: whatever white space came in, one blank stands for it. */
function line(most: number) {
  return z
    .string()
    .max(most * 2)
    .transform((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim())
    .pipe(z.string().min(1).max(most))
}

/** Names of people, bodies, models: longer than any real one, short enough for a page. */
export const nameField = line(300)
export const addressField = line(2_000)
/** Kept on one line: its blanks do not break. */
export const phoneField = line(50).transform((phone) => phone.replaceAll(' ', '\u{a0}'))
export const numberField = line(100)

/** Several lines, as an official wrote them. */
export const remarkField = z
  .string()
  .max(8_000)
  .transform((text) =>
    text
      .normalize('NFC')
      .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
      .replace(/\t/gu, ' ')
      .trim(),
  )
  .pipe(z.string().min(1).max(4_000))

export const localisedField = z.object({ kk: remarkField, ru: remarkField, en: remarkField })

/** What is written the same in every language, or differs by language. */
export const wordsField = z.union([remarkField, localisedField])
export type Words = string | Localised

/** Words that share a line with others: a position, the name of an organisation. */
export const shortWordsField = z.union([nameField, z.object({ kk: nameField, ru: nameField, en: nameField })])

export const instantField = z.number().transform((utcMs, context): Instant => {
  const parsed = parseInstant(utcMs)
  if (parsed.ok) return parsed.value
  context.addIssue({ code: 'custom', message: 'not an instant' })
  return z.NEVER
})

export const dateField = z.iso.date()

/** A field that may stay empty on paper. */
export function maybe<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullable().default(null)
}

/** A list with its bound; an empty one may be left out. */
export function several<Schema extends z.ZodType>(schema: Schema, most: number) {
  return z.array(schema).max(most).readonly().default([])
}

/** A list that says nothing when it is empty. */
export function atLeastOne<Schema extends z.ZodType>(schema: Schema, most: number) {
  return z.array(schema).min(1).max(most).readonly()
}

/** A provision as data: the code for machines, the words for readers. Which one holds on a date is for the law package to say. */
export const citationSchema = z.object({ code: numberField, words: wordsField })
export type Citation = z.output<typeof citationSchema>

export const paperDeviceSchema = z.object({
  /** The class of equipment, in words. */
  name: wordsField,
  role: z.enum(deviceRoles),
  model: nameField,
  serial: numberField,
  inventoryNumber: maybe(numberField),
  /** The state it is in, as seen by whoever signs. */
  condition: maybe(wordsField),
})
export type PaperDevice = z.output<typeof paperDeviceSchema>
/** A kit has a handful of devices; an act of more is a mistake. */
export const paperDevicesField = atLeastOne(paperDeviceSchema, 20)
