export { type Document, type DocumentKind, documentKinds, documentSchema } from './document.ts'
export { type DocumentFault, type RenderedDocument, renderDocument } from './render-document.ts'
