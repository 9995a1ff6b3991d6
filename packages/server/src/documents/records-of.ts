import type { CaseRecord } from '@bilezik/contract'
import type { Document } from '@bilezik/documents'
import { type AttendantCapacity, attendantCapacities, instant } from '@bilezik/domain'
import { dateInKazakhstan } from '../intake/check-records.ts'

type Signature = { readonly role: string; readonly isRefused: boolean }

/** The person, or for a minor whoever stands by them, has signed or would not. */
const personRoles = new Set(['person', 'receiving', 'legal-representative'])

const isCapacity = (role: string): role is AttendantCapacity => (attendantCapacities as readonly string[]).includes(role)

/**
 * What the file learns from a signed document, as it would be typed by hand: the act of the fitting with its number, the memo with how it
 * ended and who stood by. Nothing before the person signed, or refused to: until then nothing was handed over or explained against signature.
 */
export function recordsOf(document: Document, number: string, signatures: readonly Signature[]): CaseRecord[] {
  const signed = signatures.filter(({ role }) => personRoles.has(role))
  if (signed.length === 0) return []
  const on = dateInKazakhstan(instant(document.issuedAt))
  if (document.kind === 'handover-act' && document.occasion.kind === 'fitting') return [{ kind: 'act', number, signedOn: on }]
  if (document.kind !== 'memo') return []
  const outcome = signed.some(({ isRefused }) => !isRefused) ? 'signed' : 'signature-refused'
  const attendants = (document.present ?? []).flatMap(({ role, name }) =>
    isCapacity(role) ? [{ capacity: role, name: name.slice(0, 100) }] : [],
  )
  return [{ kind: 'memo', outcome, explainedOn: dateInKazakhstan(instant(document.explainedAt)), attendants }]
}
