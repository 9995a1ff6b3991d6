import { languages, permissions, roles } from '@bilezik/domain'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { created, id, instantField, localisedField, nameField, noContent } from '../fields.ts'

const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,49}$/, 'three to fifty of a-z, 0-9, dot, hyphen, underscore')
const newPassword = z.string().max(200).describe('At least 12 characters')

export const sessionSchema = z.object({
  user: z.object({ id, login: z.string(), name: z.string(), role: z.enum(roles) }),
  organisation: z.object({ id, name: localisedField }),
  permissions: z.array(z.enum(permissions)),
  csrfToken: z.string().describe('To be sent back in the header x-csrf-token with every request but GET'),
  expiresAt: instantField,
})

export const signIn = endpoint({
  method: 'POST',
  path: '/api/session',
  summary: 'Sign in with name and password; sets the session cookie',
  permission: 'public',
  body: z.object({ login: z.string().max(200), password: z.string().max(200) }),
  response: sessionSchema,
  refusals: ['wrong-credentials'],
})

export const getSession = endpoint({
  method: 'GET',
  path: '/api/session',
  summary: 'Who is signed in',
  permission: 'session:own',
  response: sessionSchema,
  refusals: [],
})

export const signOut = endpoint({
  method: 'DELETE',
  path: '/api/session',
  summary: 'Sign out; open live streams of the session end',
  permission: 'session:own',
  response: noContent,
  refusals: [],
})

export const setUp = endpoint({
  method: 'POST',
  path: '/api/setup',
  summary: 'Make the first administrator with the one-time link that the server printed at its first start',
  permission: 'public',
  body: z.object({ token: z.string().max(200), login, name: nameField, password: newPassword, organisationName: localisedField }),
  response: sessionSchema,
  refusals: ['setup-link-invalid', 'weak-password'],
})

export const userSchema = z.object({
  id,
  login: z.string(),
  name: z.string(),
  role: z.enum(roles),
  organisationId: id,
  language: z.enum(languages),
})

export const listUsers = endpoint({
  method: 'GET',
  path: '/api/users',
  summary: 'Accounts in your scope',
  permission: 'user:read',
  response: z.object({
    users: z.array(
      userSchema.extend({ iin: z.string().nullable().describe('Its last digits alone for whoever does not enter them') }),
    ),
  }),
  refusals: [],
})

export const createUser = endpoint({
  method: 'POST',
  path: '/api/users',
  summary: 'Add an account in an organisation of your scope',
  permission: 'user:change',
  body: z.object({
    login,
    name: nameField,
    password: newPassword,
    role: z.enum(roles),
    organisationId: id,
    language: z.enum(languages),
  }),
  response: created,
  refusals: ['login-taken', 'weak-password', 'not-found'],
})
