import { type Signable, type SignablePlace } from '../sign/WhatIsSigned.tsx'

const officials: ReadonlySet<string> = new Set(['head', 'employee', 'handing-over', 'receiving'])

/** Where the official of this name may sign by a key of their own; the server says the same. */
export function ownPlaces({ places }: Signable, userName: string): SignablePlace[] {
  return places.filter(
    ({ role, name, state }) =>
      officials.has(role) && (name === null || name === userName) && (state === 'open' || state === 'refused'),
  )
}
