import { getDocumentProxy } from 'unpdf'

export interface ReadPdf {
  readonly pages: number
  /** `text` of each page by itself. */
  readonly texts: readonly string[]
  /** Blanks and line ends as one blank: where a line breaks is not what a test of words asks. */
  readonly text: string
  /** Words of a column broken anywhere: every blank is gone. */
  readonly letters: string
  /** Whether every piece of text lies within the printed width and height. */
  readonly isInside: boolean
}

/** The side margins of the layout, less a tenth of a millimetre for rounding; top and bottom are those of a printer. */
const marginPoints = { left: 70.5, right: 42.2, top: 28, bottom: 28 }

/** What a reader of the PDF gets to see as text. */
export async function readPdf(pdf: Uint8Array): Promise<ReadPdf> {
  // The reader takes the bytes away from whoever owns them.
  const file = await getDocumentProxy(pdf.slice())
  const written: string[] = []
  let isInside = true
  for (let at = 1; at <= file.numPages; at++) {
    const page = await file.getPage(at)
    const [, , width = 0, height = 0] = page.view
    const { items } = await page.getTextContent()
    let words = ''
    for (const item of items) {
      if (!('str' in item)) continue
      words += item.hasEOL ? `${item.str}\n` : item.str
      const [, , , , x = 0, y = 0] = item.transform as number[]
      const isBeside = x < marginPoints.left || x + item.width > width - marginPoints.right
      if (isBeside || y < marginPoints.bottom || y > height - marginPoints.top) isInside &&= item.str.trim() === ''
    }
    written.push(words.normalize('NFC'))
  }
  const normal = written.join('\n')
  const texts = written.map((words) => words.replace(/\s+/gu, ' '))
  return { pages: file.numPages, texts, text: normal.replace(/\s+/gu, ' '), letters: normal.replace(/\s+/gu, ''), isInside }
}
