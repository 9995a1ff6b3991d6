import type { en } from './en.ts'

/** A text of the map; a counted one by its name without the plural form. */
export type MapKey = keyof typeof en | 'summary'

/** Every key of the English file; other languages may need more plural forms. */
export type MapWords = Readonly<Record<keyof typeof en, string>> &
  Readonly<Partial<Record<'summary_few' | 'summary_many', string>>>
