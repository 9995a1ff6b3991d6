import type { DocumentFault, Printed, RenderedDocument } from '@bilezik/documents'
import type { Language } from '@bilezik/domain'

/** What goes to the renderer's thread and comes back: plain data. */
export interface RenderJob {
  readonly id: number
  readonly output: 'pdf' | 'svg'
  readonly document: Printed
  readonly language: Language
}

export type RenderAnswer = { readonly id: number } & (
  | { readonly kind: 'rendered'; readonly rendered: RenderedDocument }
  | { readonly kind: 'drawn'; readonly svg: string }
  | { readonly kind: 'refused'; readonly faults: readonly DocumentFault[] }
  | { readonly kind: 'failed'; readonly because: string }
)
