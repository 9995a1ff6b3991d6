import type { Asked } from '@bilezik/contract'
import type { Document } from '@bilezik/documents'
import type { DocumentKind } from '@bilezik/domain'
import type { DocumentOccasion } from '@bilezik/law'
import type { ScopedTransaction } from '@bilezik/database'
import type { Sources } from './sources.ts'

export interface MissingFact {
  readonly code: string
  readonly citation: string | null
  readonly owedBy: 'body' | 'subdivision' | 'head' | 'court' | 'controlling-service' | 'administrator'
}

export type AskedOf<Kind extends DocumentKind> = Extract<Asked, { readonly kind: Kind }>
type Of<Kind extends DocumentKind> = Extract<Document, { readonly kind: Kind }>
/** All of a document but what every one carries. */
export type Composed<Kind extends DocumentKind> = Omit<
  Of<Kind>,
  'number' | 'issuedAt' | 'place' | 'organisation' | 'person' | 'order' | 'citations' | 'checkUrl' | 'signatures'
>

/** How one kind of document is made from the facts of an order. */
export interface Composer<Kind extends DocumentKind> {
  /** Issued by the head of the subdivision alone; anybody may keep a draft. */
  readonly isHeadOnly?: true
  /** Told to the person: in their language, by day of age. */
  readonly isForPerson?: true
  /** What must be known first, besides the decision; empty: it can be drawn up. */
  readonly missing: (sources: Sources) => readonly MissingFact[]
  readonly occasion?: (asked: AskedOf<Kind>, sources: Sources) => DocumentOccasion
  /** Only of sources of which nothing is missing. */
  readonly compose: (sources: Sources, asked: AskedOf<Kind>, tx: ScopedTransaction) => Promise<Composed<Kind>> | Composed<Kind>
}
