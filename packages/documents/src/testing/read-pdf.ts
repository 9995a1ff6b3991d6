import { extractText } from 'unpdf'

export interface ReadPdf {
  readonly pages: number
  /** Blanks and line ends as one blank: where a line breaks is not what a test of words asks. */
  readonly text: string
  /** Words of a column broken anywhere: every blank is gone. */
  readonly letters: string
}

/** What a reader of the PDF gets to see as text. */
export async function readPdf(pdf: Uint8Array): Promise<ReadPdf> {
  // The reader takes the bytes away from whoever owns them.
  const { totalPages, text } = await extractText(pdf.slice())
  const all = text.join(' ').normalize('NFC')
  return { pages: totalPages, text: all.replace(/\s+/gu, ' '), letters: all.replace(/\s+/gu, '') }
}
