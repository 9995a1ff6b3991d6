import { type Result, ok, refused } from './result.ts'

type Branded<Name extends string> = string & { readonly __brand: Name }

/** All ids are RFC 9562 UUIDs in lower-case canonical text; made by the database (version 7). */
export type OrganisationId = Branded<'OrganisationId'>
export type UserId = Branded<'UserId'>
export type PersonId = Branded<'PersonId'>
export type OrderId = Branded<'OrderId'>
/** Stays the same across the versions of one condition. */
export type LineageId = Branded<'LineageId'>
export type DeviceId = Branded<'DeviceId'>
export type AlertId = Branded<'AlertId'>
export type IncidentId = Branded<'IncidentId'>

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The only place where text becomes an id. */
export function parseId<Id extends Branded<string>>(input: string): Result<Id, 'not-a-uuid'> {
  const canonical = input.toLowerCase()
  return uuid.test(canonical) ? ok(canonical as Id) : refused('not-a-uuid')
}
