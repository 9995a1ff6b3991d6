/** English words of the page that checks a paper, and of what stands at the head of papers. */
export const enCheck = {
  check: {
    title: 'Check a document',
    code: 'Code printed on the paper',
    codeHint: 'Sixteen letters and figures beside the square code, e.g. 7K3M-9QXD-2A4B-C8EF',
    look: 'Check',
    stands: 'This document was issued and stands',
    replaced: 'This document was issued, and another stands in its place',
    replacedBy: 'No. {{number}} stands instead.',
    kind: 'Document',
    number: 'Number',
    issuedOn: 'Date',
    organisation: 'Issued by',
    compareWithPaper: 'Compare number, date and organisation with the paper. What it says of a person is not shown here.',
    file: 'Compare a file',
    fileHint: 'The PDF stays on your computer: its fingerprint alone is compared. A scan or a photograph never matches.',
    choose: 'Choose the PDF',
    clear: 'Remove the file',
    outcome: {
      same: 'The file is the document, byte by byte',
      different: 'The file is not this document',
      unreadable: 'The file could not be read',
      'not-here': 'This browser compares files only on a page with https',
    },
    differentHint:
      'It was changed, is a scan, or is another document. What counts is what was issued: ask whoever gave it to you for the original.',
    unknown: 'No document with this code was issued here',
    unknownHint: 'Compare the code with the paper once more. If it is right, do not rely on the paper.',
  },
  contacts: {
    button: 'Contacts',
    column: 'Printed on papers',
    title: 'Contacts on papers: {{name}}',
    reread: 'They stand at the head of every paper issued from now on; papers issued before stay as they are.',
    phone: 'Telephone',
    phoneHint:
      'Where the person and the hospital call. Without it neither a memo nor a notice of hospitalisation can be drawn up.',
    bin: 'BIN',
    binHint: 'Twelve digits, as in the certificates of its officials: without it their electronic signatures are refused.',
    place: 'Place',
    address: 'Address',
  },
} as const
