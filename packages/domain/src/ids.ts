type Branded<Name extends string> = string & { readonly __brand: Name }

/** All ids are RFC 9562 UUIDs in lower-case canonical text; made by the database (version 7), checked at the doors by the contract. */
export type OrganisationId = Branded<'OrganisationId'>
export type UserId = Branded<'UserId'>
export type PersonId = Branded<'PersonId'>
export type OrderId = Branded<'OrderId'>
/** Stays the same across the versions of one condition. */
export type LineageId = Branded<'LineageId'>
export type PermitId = Branded<'PermitId'>
export type DeviceId = Branded<'DeviceId'>
export type AlertId = Branded<'AlertId'>
export type IncidentId = Branded<'IncidentId'>
