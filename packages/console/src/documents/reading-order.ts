import { type Kind } from './paper-spec.ts'

const composedAlone: ReadonlySet<Kind> = new Set([
  'adoption-notice',
  'return-to-body',
  'equipment-decision',
  'handover-act',
  'memo',
])

/** Papers that the order's facts tell as a rule: they are read at once, and the form is opened from there. */
export function isReadFirst(kind: Kind): boolean {
  return composedAlone.has(kind)
}

/** Told to the person: nobody chooses its language. */
export function isForPerson(kind: Kind): boolean {
  return kind === 'memo' || kind === 'explanation-record'
}
