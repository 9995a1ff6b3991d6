import type { Language } from '@bilezik/domain'
import type { Block } from '../layout/block.ts'

/** What a kind of document adds to the envelope. */
export interface Composed {
  readonly title: string
  readonly subtitle?: string
  readonly addressee?: readonly string[]
  readonly blocks: readonly Block[]
}

export type Compose<Document> = (document: Document, language: Language) => Composed
