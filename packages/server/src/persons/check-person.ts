import { doubtsOfIin, parseIin } from '@bilezik/domain'
import type { Handler } from '../http/implement.ts'
import { holderOfIin, similarPersons } from './known-persons.ts'

export const checkPerson: Handler<'checkPerson'> = async ({ tx, body, session, log }) => {
  const { familyName, givenName, birthOn } = body
  const typed = body.iin?.trim() ?? ''
  const parsed = parseIin(typed)
  const iin = parsed.ok ? parsed.value : null
  // That somebody asked after a number stands in the log, not the number.
  await log({ organisationId: session.user.organisationId, detail: { hasIin: iin !== null } })
  return {
    iin: typed === '' ? 'none' : parsed.ok ? 'valid' : parsed.reason,
    doubts: iin === null ? [] : doubtsOfIin(iin, body),
    holder: iin === null ? null : await holderOfIin(tx, iin),
    similar: familyName === null || givenName === null ? [] : await similarPersons(tx, { familyName, givenName, iin, birthOn }),
  }
}
