/** What the log says of documents. */
export const kkDocumentActions = {
  previewDocument: 'құжатты шығарар алдында қарады',
  saveDraft: 'құжат жобасын сақтады',
  discardDraft: 'құжат жобасын жойды',
  issueDocument: 'құжат шығарды',
  getDocumentPdf: 'құжатты ашты',
  putContacts: 'құжаттарда басылатын мекенжай мен телефонды енгізді',
} as const
