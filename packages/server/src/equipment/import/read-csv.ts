import { UnreadableFile } from './read-zip.ts'
import type { Cell, Table } from './read-xlsx.ts'

const mostColumns = 64

/** UTF-8 where the bytes are that, else Windows-1251, in which spreadsheets of the region save. */
function textOf(file: Buffer): string {
  if (file.includes(0)) throw new UnreadableFile('not a text file')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return new TextDecoder('windows-1251').decode(file)
  }
}

/** Whichever comes more often in the first line, outside quotes. */
function separatorOf(text: string): string {
  const first = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replaceAll(/"[^"]*"/g, '')
  const count = (mark: string) => first.split(mark).length
  return [';', ',', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ';'
}

const cell = (text: string): Cell => {
  const trimmed = text.trim()
  // `3,56938E+14`: a spreadsheet has thrown the digits away before saving.
  return { text: trimmed, isRounded: /^\d([.,]\d+)?E\+\d+$/i.test(trimmed) }
}

/** RFC 4180, with the separator and the encoding told by the file itself; quoted fields may hold line ends. */
export function readCsv(file: Buffer, mostRows: number): Table {
  const text = textOf(file)
  const separator = separatorOf(text)
  const rows: { line: number; cells: Cell[] }[] = []
  let cells: Cell[] = []
  let field = ''
  let isQuoted = false
  let line = 1
  let startsAt = 1
  const endField = () => {
    cells.push(cell(field))
    field = ''
    if (cells.length > mostColumns) throw new UnreadableFile('too many columns')
  }
  const endRow = () => {
    endField()
    if (cells.some((one) => one.text !== '')) rows.push({ line: startsAt, cells })
    if (rows.length > mostRows + 1) throw new UnreadableFile('too many rows')
    cells = []
  }
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string
    if (letter === '\n') line++
    if (isQuoted) {
      if (letter !== '"') field += letter
      else if (text[at + 1] === '"') field += text[++at]
      else isQuoted = false
    } else if (letter === '"' && field.trim() === '') {
      isQuoted = true
      field = ''
    } else if (letter === separator) endField()
    else if (letter === '\n') {
      endRow()
      startsAt = line
    } else if (letter !== '\r') field += letter
  }
  if (isQuoted) throw new UnreadableFile('a quote that does not end')
  if (field !== '' || cells.length > 0) endRow()
  return rows
}
