import { type CaseRecord } from '@bilezik/contract'
import { instant, parseIin } from '@bilezik/domain'
import { localText } from '../permits/permit-draft.ts'
import { type IntakeDraft, type PersonDraft } from './draft-store.ts'
import { recordOf } from './record-of.ts'
import { type SectionKey, type Values, blankValues, isBlank, isOfConvicted, sections } from './record-sections.ts'

/** A piece that lies on the desk has been received by now. */
export function initialValues(key: SectionKey, nowMs: number): Values {
  const blank = blankValues(key)
  return key.startsWith('piece:') ? { ...blank, receivedAt: localText(instant(Math.floor(nowMs))) } : blank
}

const beforeTrialOnly: readonly SectionKey[] = ['ground', 'piece:qualification-decision', 'certificate']

/** What the sections tell, and the fields that are still wanting in those that were begun. A decision is not needed: its want is told. */
export function recordsOf(drafts: IntakeDraft['sections']): {
  readonly records: readonly CaseRecord[]
  readonly faults: ReadonlyMap<SectionKey, readonly string[]>
} {
  const isConvicted = isOfConvicted(drafts.decision ?? {})
  const records: CaseRecord[] = []
  const faults = new Map<SectionKey, readonly string[]>()
  for (const { key } of sections) {
    const values = drafts[key]
    if (!values || isBlank(key, values) || (isConvicted && beforeTrialOnly.includes(key))) continue
    const told = recordOf(key, values)
    if ('record' in told) records.push(told.record)
    else faults.set(key, told.faults)
  }
  return { records, faults }
}

export function faultsOfPerson({ familyName, givenName, iin }: PersonDraft): string[] {
  return [
    ...(familyName.trim() === '' ? ['familyName'] : []),
    ...(givenName.trim() === '' ? ['givenName'] : []),
    ...(iin.trim() !== '' && !parseIin(iin).ok ? ['iin'] : []),
  ]
}
