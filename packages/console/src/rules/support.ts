import { type Answer } from '../api/client.ts'
import { type RuleDraft } from './rule-draft.ts'

export type RuleSupport = Answer<'getRuleSupport'>
type Support = RuleSupport['kinds'][number]['support']

/** What supports a rule under the measure, as the law's table has it; null: nothing does, and it would be refused. */
export function supportOfDraft(draft: RuleDraft, table: RuleSupport): Support {
  if (draft.kind !== 'territory') return table.kinds.find(({ kind }) => kind === draft.kind)?.support ?? null
  return table.territories.find(({ level, leave }) => level === draft.level && leave === draft.leave)?.support ?? null
}

/** Whether the form is complete as far as its support goes: what rests on the decision alone is tied to its words there. */
export function isSupported(draft: RuleDraft, table: RuleSupport): boolean {
  const support = supportOfDraft(draft, table)
  return support !== null && (support.kind !== 'order' || draft.obligation.trim() !== '')
}
