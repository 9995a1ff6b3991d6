/** What the log says of documents. */
export const ruDocumentActions = {
  previewDocument: 'просмотрел(а) документ перед изданием',
  saveDraft: 'сохранил(а) проект документа',
  discardDraft: 'удалил(а) проект документа',
  issueDocument: 'издал(а) документ',
  getDocumentPdf: 'открыл(а) документ',
  putContacts: 'задал(а) адрес и телефон для документов',
} as const
