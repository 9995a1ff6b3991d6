import { en } from './en.ts'
import { kk } from './kk.ts'
import { ru } from './ru.ts'

/** Namespace `map` of i18next. The keys are flat. */
export const mapResources = { kk, ru, en } as const
