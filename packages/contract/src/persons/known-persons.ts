import { iinDoubts, languages } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { created, dateField, id, instantField, localisedField, nameField, noContent, personNameField } from '../fields.ts'
import { personName } from './endpoints.ts'

/** As it is entered; what is stored was entered before some of these rules. */
const givenPersonName = { familyName: personNameField, givenName: personNameField, patronymic: personNameField.nullable() }

const iinField = z.string().regex(/^\d{12}$/)
const phoneField = z.string().trim().max(50)

export const createPerson = endpoint({
  method: 'POST',
  path: '/api/persons',
  summary: 'Register a person who is not known yet; the number’s checksum is verified, and people alike are looked for',
  permission: 'person:change',
  body: z.object({
    ...givenPersonName,
    iin: iinField.nullable(),
    birthOn: dateField.nullable(),
    language: z.enum(languages),
    phone: phoneField.nullable(),
    organisationId: id,
    otherThan: z.array(id).max(50).default([]).describe('People alike whom somebody has looked at: this is another person'),
  }),
  response: created,
  refusals: ['not-found', 'iin-invalid', 'person-known', 'person-similar'],
})

export const checkPerson = endpoint({
  method: 'POST',
  path: '/api/persons/check',
  summary: 'Judge the data of a person who is about to be registered: the number, and who is known already. Nothing is stored',
  permission: 'person:change',
  body: z.object({
    familyName: nameField.nullable(),
    givenName: nameField.nullable(),
    patronymic: nameField.nullable(),
    iin: z.string().max(20).nullable().describe('As typed'),
    birthOn: dateField.nullable(),
  }),
  response: z.object({
    iin: z.enum(['none', 'valid', 'not-twelve-digits', 'bad-checksum']),
    doubts: z.array(z.enum(iinDoubts)).describe('What a valid number does not agree with; it need not'),
    holder: z
      .object({ organisation: z.object({ id, name: localisedField }), personId: id.nullable() })
      .nullable()
      .describe('Whose number it is; `personId` is null outside your scope: then that organisation is to be asked'),
    similar: z
      .array(
        z.object({
          id,
          ...personName,
          birthOn: dateField.nullable(),
          iinMasked: z.string().nullable(),
          organisationId: id,
          isBirthDateSame: z.boolean().describe('False: not known of one of them'),
          isRefused: z.boolean().describe('Registering asks to be told that this is another person'),
        }),
      )
      .describe('In your scope, names alike in any spelling, the likest first; at most 20'),
  }),
  refusals: [],
})

const correctable = {
  ...givenPersonName,
  iin: iinField.nullable(),
  birthOn: dateField.nullable(),
  language: z.enum(languages),
  phone: phoneField.nullable(),
}

export const correctPerson = endpoint({
  method: 'POST',
  path: '/api/persons/:personId/corrections',
  summary: 'Correct data of a person; what stood before is kept beside it',
  permission: 'person:change',
  params: z.object({ personId: id }),
  body: z.object({ change: z.object(correctable).partial(), reason: z.string().trim().min(1).max(500) }),
  response: noContent,
  refusals: ['not-found', 'forbidden', 'iin-invalid', 'person-known', 'nothing-corrected'],
})

const values = z.record(z.string(), z.string().nullable()).describe('By field; a number is masked')

export const listCorrections = endpoint({
  method: 'GET',
  path: '/api/persons/:personId/corrections',
  summary: 'What was corrected in a person’s data, the latest first: who, when, why, before and after',
  permission: 'person:read',
  params: z.object({ personId: id }),
  response: z.object({
    current: z.object({
      ...personName,
      birthOn: dateField.nullable(),
      iinMasked: z.string().nullable(),
      language: z.enum(languages),
      phone: z.string().nullable(),
    }),
    corrections: z.array(z.object({ at: instantField, byName: z.string(), reason: z.string(), before: values, after: values })),
  }),
  refusals: ['not-found'],
})
