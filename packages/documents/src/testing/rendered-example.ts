import { type DocumentKind, type Language, invariant } from '@bilezik/domain'
import type { Document } from '../document.ts'
import { type RenderedDocument, renderDocument } from '../render-document.ts'
import { examples } from './examples.fixture.ts'
import { type ReadPdf, readPdf } from './read-pdf.ts'

/** A document that must be drawn up, drawn up. */
export async function rendered(document: Document, language: Language): Promise<RenderedDocument> {
  const outcome = await renderDocument(document, language)
  invariant(outcome.ok, outcome.ok ? '' : JSON.stringify(outcome.reason))
  return outcome.value
}

export function renderedExample(kind: DocumentKind, language: Language): Promise<RenderedDocument> {
  return rendered(examples[kind], language)
}

export async function textOf(document: Document, language: Language): Promise<ReadPdf> {
  return readPdf((await rendered(document, language)).pdf)
}
