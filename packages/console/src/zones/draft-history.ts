import { type Edit, type ShapeDraft, edited } from './shape-draft.ts'

export interface DraftHistory {
  readonly past: readonly ShapeDraft[]
  readonly draft: ShapeDraft
  readonly future: readonly ShapeDraft[]
  /** The movement of a hand that the last change belongs to: the whole of it is undone at once. */
  readonly gesture: string | null
}

export type HistoryAction =
  | { readonly kind: 'edit'; readonly edit: Edit; readonly gesture?: string }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }

/** Further back nobody remembers; an imported border of 20,000 corners is shared between the steps, not copied. */
const mostSteps = 200

export function begunHistory(draft: ShapeDraft): DraftHistory {
  return { past: [], draft, future: [], gesture: null }
}

export function afterAction(history: DraftHistory, action: HistoryAction): DraftHistory {
  const { past, draft, future } = history
  switch (action.kind) {
    case 'edit': {
      const next = edited(draft, action.edit)
      if (next === draft) return history
      const isSameGesture = action.gesture !== undefined && action.gesture === history.gesture
      const gesture = action.gesture ?? null
      return { past: isSameGesture ? past : [...past, draft].slice(-mostSteps), draft: next, future: [], gesture }
    }
    case 'undo': {
      const before = past.at(-1)
      return before ? { past: past.slice(0, -1), draft: before, future: [draft, ...future], gesture: null } : history
    }
    case 'redo': {
      const [after, ...rest] = future
      return after ? { past: [...past, draft], draft: after, future: rest, gesture: null } : history
    }
    default:
      return action satisfies never
  }
}
