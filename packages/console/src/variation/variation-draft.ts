import { type AttendantCapacity, type Instant, attendantCapacities, isoInstant } from '@bilezik/domain'
import { type Answer, type CallOptions } from '../api/client.ts'
import { instantOfLocal } from '../permits/permit-draft.ts'
import { type RuleDraft, draftOfRule, rulesOfDrafts } from '../rules/rule-draft.ts'
import { isSame } from './rule-words.ts'

type Changes = Answer<'getOrderChanges'>
export type Binding = Changes['binding'][number]

/** The form of a variation as it is filled in; kept by the browser's tab until it is made. */
export interface VariationDraft {
  readonly number: string
  readonly decidedOn: string
  readonly decidedHour: string
  readonly body: string
  readonly official: string
  /** As the field of a date and a time holds it, by the clock of Kazakhstan; empty: from the moment it is made. */
  readonly effectiveAt: string
  /** Empty: the term stays. */
  readonly termUntil: string
  readonly attendant: string
  readonly capacity: string
  readonly note: string
  readonly rules: readonly RuleDraft[]
}

type Attendant = { readonly name: string; readonly capacity: AttendantCapacity }

/** What a rule is known by in the form: its lineage, or before the activation its place. */
export const keyOf = ({ lineageId }: Binding, index: number) => lineageId ?? `rule ${index + 1}`

/** Whoever stood by the last time something was told stands in the form, to be confirmed. */
export function blankVariation({ binding, body }: Changes, now: string, [stoodBy]: readonly Attendant[] = []): VariationDraft {
  return {
    number: '',
    decidedOn: now.slice(0, 10),
    decidedHour: '',
    body: body?.name ?? '',
    official: body?.official ?? '',
    // A draft may lie for hours: what it says must not bind from when somebody began to type it.
    effectiveAt: '',
    termUntil: '',
    attendant: stoodBy?.name ?? '',
    capacity: stoodBy?.capacity ?? '',
    note: '',
    rules: binding.map((one, index) => draftOfRule(one.rule, keyOf(one, index), one.obligation)),
  }
}

export type WhyNotVary =
  | 'noDecision'
  | 'noMoment'
  | 'beforeDecision'
  | 'noTerm'
  | 'overAlready'
  | 'noRules'
  | 'noAttendant'
  | 'nothing'

type Body = CallOptions<'varyOrder'>['body']

const isHour = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

/** From when it may bind at the earliest; undefined: the date or the hour is none. */
function decidedAt({ decidedOn, decidedHour }: VariationDraft): Instant | undefined {
  if (decidedHour !== '' && !isHour(decidedHour)) return undefined
  return instantOfLocal(`${decidedOn}T${decidedHour === '' ? '00:00' : decidedHour}`)
}

interface Surroundings {
  readonly binding: readonly Binding[]
  readonly isMinor: boolean
  readonly now: Instant
}

function attendantsOf({ attendant, capacity }: VariationDraft): Attendant[] | undefined {
  if (attendant.trim() === '') return []
  const found = attendantCapacities.find((one) => one === capacity)
  return found && [{ name: attendant.trim(), capacity: found }]
}

/** What the server is asked, or the first thing that is missing before it can be. */
export function variationBody(draft: VariationDraft, { binding, isMinor, now }: Surroundings): Body | WhyNotVary {
  const decided = decidedAt(draft)
  const effectiveAt = draft.effectiveAt === '' ? null : instantOfLocal(draft.effectiveAt)
  const termUntil = draft.termUntil === '' ? null : instantOfLocal(draft.termUntil)
  const rules = rulesOfDrafts(draft.rules)
  const attendants = attendantsOf(draft)
  const named = [draft.number, draft.body, draft.official].map((text) => text.trim())
  if (named.includes('') || decided === undefined) return 'noDecision'
  if (effectiveAt === undefined) return 'noMoment'
  if (effectiveAt !== null && effectiveAt < decided) return 'beforeDecision'
  if (termUntil === undefined) return 'noTerm'
  if (termUntil !== null && (termUntil <= (effectiveAt ?? now) || termUntil <= now)) return 'overAlready'
  if (!rules) return 'noRules'
  if (!attendants || (isMinor && attendants.length === 0)) return 'noAttendant'
  const lineages = new Map(binding.map((one, index) => [keyOf(one, index), one]))
  const varied = rules.map((rule, index) => ({ lineageId: lineages.get(draft.rules[index]?.key ?? '')?.lineageId ?? null, rule }))
  const isAsItWas =
    binding.length === rules.length &&
    varied.every(({ rule }, index) => isSame(rule, lineages.get(draft.rules[index]?.key ?? '')?.rule))
  if (isAsItWas && termUntil === null) return 'nothing'
  return {
    decision: {
      number: draft.number.trim(),
      decidedOn: draft.decidedOn,
      decidedHour: draft.decidedHour === '' ? null : draft.decidedHour,
      body: draft.body.trim(),
      official: draft.official.trim(),
    },
    ...(effectiveAt !== null && { effectiveAt: isoInstant(effectiveAt) }),
    // The contract's type is mutable, the domain's is not; the value is the same.
    rules: varied as unknown as Body['rules'],
    obligations: draft.rules.map(({ obligation }) => obligation.trim()),
    termUntil: termUntil === null ? null : isoInstant(termUntil),
    attendants,
    note: draft.note.trim(),
  }
}
