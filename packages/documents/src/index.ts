export { type Document, type DocumentKind, documentKinds, documentSchema } from './document.ts'
export { type DocumentFault, type RenderedDocument, renderDocument } from './render-document.ts'
export { type EndGround, endGrounds } from './kinds/end-ground.ts'
