import { type SectionKey, type Values } from './record-sections.ts'

export interface PersonDraft {
  readonly familyName: string
  readonly givenName: string
  readonly patronymic: string
  readonly iin: string
  readonly birthOn: string
  readonly language: 'kk' | 'ru' | 'en'
  readonly phone: string
}

export interface ChosenPerson {
  readonly id: string
  readonly name: string
  readonly birthOn: string | null
}

/** A package that is being entered. */
export interface IntakeDraft {
  /** The same file again when it is sent twice, because no answer came the first time. */
  readonly id: string
  readonly chosen: ChosenPerson | null
  readonly person: PersonDraft
  /** People alike who are said to be others. */
  readonly otherThan: readonly string[]
  readonly sections: Readonly<Partial<Record<SectionKey, Values>>>
}

const prefix = 'bilezik-intake-'

export const blankPerson: PersonDraft = {
  familyName: '',
  givenName: '',
  patronymic: '',
  iin: '',
  birthOn: '',
  language: 'kk',
  phone: '',
}

export const blankIntake = (): IntakeDraft => ({
  id: crypto.randomUUID(),
  chosen: null,
  person: blankPerson,
  otherThan: [],
  sections: {},
})

/** For this browser window and until it is closed: nothing of it stays on a machine that several people use. */
function storage(): Storage | undefined {
  try {
    return sessionStorage
  } catch {
    // It may be forbidden; the draft then lives as long as the page.
    return undefined
  }
}

/** What this user left unfinished here. */
export function storedDraft(userId: string): IntakeDraft {
  try {
    const text = storage()?.getItem(prefix + userId)
    // Written by `keepDraft` alone; one of another version of the console begins anew.
    const draft = text ? (JSON.parse(text) as Partial<IntakeDraft>) : undefined
    if (draft?.id && draft.person && draft.sections) return { ...blankIntake(), ...draft }
  } catch {
    // Unreadable: as if there were none.
  }
  return blankIntake()
}

export function keepDraft(userId: string, draft: IntakeDraft): void {
  try {
    storage()?.setItem(prefix + userId, JSON.stringify(draft))
  } catch {
    // Full or forbidden: the page still holds it.
  }
}

/** At sign-out, and once the package is stored. */
export function forgetDrafts(): void {
  const store = storage()
  if (!store) return
  for (const key of Object.keys(store)) if (key.startsWith(prefix)) store.removeItem(key)
}

/** Another user in the same window gets nothing of it. */
export function forgetOthers(userId: string): void {
  const store = storage()
  if (!store) return
  for (const key of Object.keys(store)) if (key.startsWith(prefix) && key !== prefix + userId) store.removeItem(key)
}
