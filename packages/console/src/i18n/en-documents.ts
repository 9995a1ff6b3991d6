/** What the log says of documents. */
export const enDocumentActions = {
  previewDocument: 'looked at a document before issuing it',
  saveDraft: 'kept a draft of a document',
  discardDraft: 'threw a draft away',
  issueDocument: 'issued a document',
  getDocumentPdf: 'opened a document',
  putContacts: 'set the address and telephone printed on papers',
} as const
