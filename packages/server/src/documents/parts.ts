import { type Document, equipmentTerms } from '@bilezik/documents'
import { type AttendantCapacity, type Instant, type SignatoryRole, invariant, later, minute } from '@bilezik/domain'
import { instantOf } from '../http/parse-request.ts'
import { refuse } from '../http/refusal.ts'
import type { CaseEvent } from '../intake/case-events.ts'
import type { MissingFact } from './composer.ts'
import type { KitDevice, Sources } from './sources.ts'

type PaperDevice = Extract<Document, { readonly kind: 'memo' }>['devices'][number]

/** Whoever writes may look at a clock that runs ahead of ours. */
const clockToleranceMs = 10 * minute

/** The last step of this kind; undefined: it was not taken. */
export function lastStep({ file }: Sources, kind: CaseEvent['kind']): CaseEvent | undefined {
  return file.events.findLast((event) => event.kind === kind)
}

/** Of what `missing` has made sure of. */
export function known<Value>(value: Value | null | undefined): Value {
  invariant(value !== null && value !== undefined, 'nothing is composed of what is missing')
  return value
}

/** When something happened that is told in a document; nothing happens in the time to come. */
export function pastInstant(text: string | undefined, path: string, { now }: Sources): Instant {
  if (text === undefined) return now
  const at = instantOf(text, `body.document.${path}`)
  if (at > later(now, clockToleranceMs))
    refuse('document-refused', { fields: [{ path: `body.document.${path}`, message: 'in the future' }] })
  return at
}

export function paperDevice({ equipmentClass, role, model, serial, inventoryNumber }: KitDevice): PaperDevice {
  return { name: equipmentTerms[equipmentClass], role, model, serial, inventoryNumber }
}

export function deviceFound(device: KitDevice, condition: PaperDevice['condition']): PaperDevice {
  return { ...paperDevice(device), condition: condition ?? null }
}

export function wornNow({ kit }: Sources): readonly KitDevice[] {
  return kit.filter(({ returnedAt }) => returnedAt === null)
}

/** 1369 §7(3): to a minor nobody explains anything alone; every capacity of an attendant is one that the law names. */
export function requireCompanion({ person }: Sources, present: readonly unknown[]): void {
  if (person.isMinor === false || present.length > 0) return
  refuse('document-refused', {
    citation: '1369 §7(3)',
    fields: [
      {
        path: 'body.document.present',
        message: 'a minor is told in the presence of a legal representative, a defender or the guardianship authority',
      },
    ],
  })
}

/** The devices that a caller names, each of this person's kit. */
export function named({ kit }: Sources, ids: readonly string[], path: string): readonly KitDevice[] {
  return ids.map(
    (id) =>
      kit.findLast(({ deviceId }) => deviceId === id) ??
      refuse('document-refused', { fields: [{ path: `body.document.${path}`, message: 'not a device of this person' }] }),
  )
}

export function participants(
  present: readonly { readonly name: string; readonly capacity: AttendantCapacity }[],
): { readonly role: SignatoryRole; readonly name: string }[] {
  return present.map(({ name, capacity }) => ({ role: capacity, name }))
}

export const noDevice: MissingFact = { code: 'no-device-issued', citation: null, owedBy: 'subdivision' }
export const noPhone: MissingFact = { code: 'phone-not-set', citation: null, owedBy: 'administrator' }
export const noBirthDate: MissingFact = { code: 'birth-date-unknown', citation: null, owedBy: 'subdivision' }

/** The facts of a list that are so: `when` true means that it is missing. */
export function missingOf(...facts: readonly (readonly [isMissing: boolean, fact: MissingFact])[]): MissingFact[] {
  return facts.filter(([isMissing]) => isMissing).map(([, fact]) => fact)
}

/** A fact that 1369 asks for before trial; afterwards it is the service's own need and cites nothing. */
export function owed(sources: Sources, code: string, citation: string, owedBy: MissingFact['owedBy']): MissingFact {
  const isPreTrial = sources.known.documents.stage === 'pre-trial'
  return { code, citation: isPreTrial ? citation : null, owedBy }
}
