import { SaxesParser } from 'saxes'
import { UnreadableFile, openZip } from './read-zip.ts'

/** As it stands in the file. A number that a spreadsheet may have rounded is told apart from one that was typed as text. */
export interface Cell {
  readonly text: string
  readonly isRounded: boolean
}

/** The rows that hold anything, by their line in the file. */
export type Table = readonly { readonly line: number; readonly cells: readonly Cell[] }[]

/** A file of two megabytes unpacks to some thirty at the most, if it is a table. */
const mostUnpackedBytes = 40 * 1024 * 1024
const mostColumns = 64
/** Spreadsheets keep fifteen digits of a number. */
const mostDigits = 15

function parse(
  xml: Buffer,
  watch: {
    open?: (name: string, of: Record<string, string>) => void
    text?: (text: string) => void
    close?: (name: string) => void
  },
) {
  const parser = new SaxesParser()
  // An entity that the file defines is unknown to the parser, and refused: nothing grows out of it.
  parser.on('error', (error) => {
    throw new UnreadableFile(`not well-formed: ${error.message}`)
  })
  const local = (name: string) => name.slice(name.indexOf(':') + 1)
  parser.on('opentag', ({ name, attributes }) => watch.open?.(local(name), attributes))
  parser.on('text', (text) => watch.text?.(text))
  parser.on('closetag', ({ name }) => watch.close?.(local(name)))
  parser.write(xml.toString('utf8')).close()
}

/** What strings the cells point to; of text in several styles, the runs together; without the reading aids of Asian names. */
function sharedStrings(xml: Buffer | undefined): readonly string[] {
  if (!xml) return []
  const strings: string[] = []
  const open: string[] = []
  let text = ''
  parse(xml, {
    open: (name) => {
      if (name === 'si') text = ''
      open.push(name)
    },
    text: (part) => {
      if (open.at(-1) === 't' && !open.includes('rPh')) text += part
    },
    close: (name) => {
      open.pop()
      if (name === 'si') strings.push(text)
    },
  })
  return strings
}

/** `C7` → 2. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]+/.exec(reference)?.[0] ?? ''
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function cellOf(type: string, value: string, strings: readonly string[]): Cell {
  if (type === 's') return { text: (strings[Number(value)] ?? '').trim(), isRounded: false }
  if (type !== '' && type !== 'n') return { text: value.trim(), isRounded: false }
  const number = Number(value)
  const plain = value !== '' && Number.isInteger(number) && Math.abs(number) < 1e21 ? BigInt(number).toString() : value.trim()
  return { text: plain, isRounded: plain.replace(/\D/g, '').length > mostDigits }
}

/**
 * The first sheet. Of a formula what the spreadsheet computed last counts; nothing is computed here. Where a cell lies is the file's
 * word: one beyond the bounds is refused before there is room made for it.
 */
export function readXlsx(file: Buffer, mostRows: number): Table {
  const archive = openZip(file, mostUnpackedBytes)
  const name = archive.names.filter((part) => /^xl\/worksheets\/sheet\d+\.xml$/.test(part)).toSorted(byNumber)[0]
  const sheet = name === undefined ? undefined : archive.read(name)
  if (!sheet) throw new UnreadableFile('no sheet')
  const strings = sharedStrings(archive.read('xl/sharedStrings.xml'))
  const rows: { line: number; cells: Cell[] }[] = []
  let line = 0
  let at = -1
  let type = ''
  let value = ''
  const open: string[] = []
  parse(sheet, {
    open: (tag, attributes) => {
      open.push(tag)
      if (tag === 'row') {
        const stated = Number(attributes['r'])
        line = Number.isSafeInteger(stated) && stated > line ? stated : line + 1
        at = -1
        rows.push({ line, cells: [] })
        // The headings, and as many rows again that are empty, may be among them.
        if (rows.length > 2 * mostRows + 1) throw new UnreadableFile('too many rows')
      } else if (tag === 'c') {
        at = attributes['r'] === undefined ? at + 1 : columnOf(attributes['r'])
        if (at < 0 || at >= mostColumns) throw new UnreadableFile('too many columns')
        type = attributes['t'] ?? ''
        value = ''
      }
    },
    text: (part) => {
      if (open.at(-1) === 'v' || (open.at(-1) === 't' && open.includes('is'))) value += part
    },
    close: (tag) => {
      open.pop()
      const row = rows.at(-1)
      if (tag !== 'c' || !row) return
      while (row.cells.length < at) row.cells.push({ text: '', isRounded: false })
      row.cells[at] = cellOf(type, value, strings)
    },
  })
  return rows.filter(({ cells }) => cells.some(({ text }) => text !== ''))
}

function byNumber(a: string, b: string): number {
  const number = (name: string) => Number(/\d+/.exec(name)?.[0])
  return number(a) - number(b)
}
