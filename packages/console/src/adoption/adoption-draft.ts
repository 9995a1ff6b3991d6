import { type Instant, isoInstant } from '@bilezik/domain'
import { type CallOptions } from '../api/client.ts'
import { instantOfLocal } from '../permits/permit-draft.ts'
import { type RuleDraft, blankRule, rulesOfDrafts } from '../rules/rule-draft.ts'

/** The form of an adoption as it is filled in; kept by the browser's tab until the decision is adopted. */
export interface AdoptionDraft {
  readonly registrationNumber: string
  /** As the field of a date and a time holds it, by the clock of Kazakhstan. */
  readonly termFrom: string
  readonly termUntil: string
  /** The length of the term as the decision names it, for the proposal. */
  readonly months: string
  readonly days: string
  readonly begunOn: string
  readonly isConcealed: boolean
  readonly rules: readonly RuleDraft[]
}

/** To wear the device unharmed binds under every measure. All else is the decision's to say. */
export const blankAdoption: AdoptionDraft = {
  registrationNumber: '',
  termFrom: '',
  termUntil: '',
  months: '',
  days: '',
  begunOn: '',
  isConcealed: true,
  rules: [blankRule('device-care', 'rule 1')],
}

export type WhyNotAdopt = 'noNumber' | 'noTerm' | 'noPeriod' | 'overAlready' | 'noRules'

type Body = CallOptions<'adoptOrder'>['body']

/** What the server is asked, or the first thing that is missing before it can be. */
export function adoptionBody(draft: AdoptionDraft, now: Instant): Body | WhyNotAdopt {
  const registrationNumber = draft.registrationNumber.trim()
  const [from, until] = [instantOfLocal(draft.termFrom), instantOfLocal(draft.termUntil)]
  const rules = rulesOfDrafts(draft.rules)
  if (registrationNumber === '') return 'noNumber'
  if (from === undefined || until === undefined) return 'noTerm'
  if (until <= from) return 'noPeriod'
  if (until <= now) return 'overAlready'
  if (!rules) return 'noRules'
  return {
    registrationNumber,
    termFrom: isoInstant(from),
    termUntil: isoInstant(until),
    // The contract's type is mutable, the domain's is not; the value is the same.
    rules: rules as unknown as Body['rules'],
    obligations: draft.rules.map(({ obligation }) => obligation.trim()),
    isConcealed: draft.isConcealed,
  }
}
