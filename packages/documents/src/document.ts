import type { Language } from '@bilezik/domain'
import { z } from 'zod'
import { composeHandoverAct } from './kinds/handover-act/compose.ts'
import { handoverActSchema } from './kinds/handover-act/schema.ts'
import type { Composed } from './kinds/kind.ts'

/** Every document that can be drawn up, told apart by `kind`. */
export const documentSchema = z.discriminatedUnion('kind', [handoverActSchema])

/** As a caller gives it: what may stay empty may be left out. */
export type Document = z.input<typeof documentSchema>
export type ParsedDocument = z.output<typeof documentSchema>
export type DocumentKind = ParsedDocument['kind']

const composers: { readonly [Kind in DocumentKind]: (document: never, language: Language) => Composed } = {
  'handover-act': composeHandoverAct,
}

export const documentKinds = Object.keys(composers) as readonly DocumentKind[]

export function composed(document: ParsedDocument, language: Language): Composed {
  return composers[document.kind](document as never, language)
}
