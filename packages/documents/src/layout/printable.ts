import type { Coverage } from './font-coverage.ts'

/** Invisible to a reader though a font may have a glyph for it: controls, marks of direction, joiners, private use, halves of pairs. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/u
const blank = /\p{Zs}/u

/**
 * The text as the document's fonts can show it. What they cannot show, or what could not be seen, stands as its code, `[U+1F600]`:
 * nothing that was written is lost, nothing turns the order of letters around unseen, and no character keeps a document from being drawn up.
 */
export function printable(text: string, isCovered: Coverage): string {
  let out = ''
  for (const letter of text) {
    const code = letter.codePointAt(0) as number
    if (letter === '\n') out += letter
    else if (invisible.test(letter)) out += shownAsCode(code)
    else if (isCovered(code)) out += letter
    else out += blank.test(letter) ? ' ' : shownAsCode(code)
  }
  return out
}

function shownAsCode(code: number): string {
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
}

/** The same for every string within a value that JSON can carry. */
export function printableWithin<Value>(value: Value, isCovered: Coverage): Value {
  if (typeof value === 'string') return printable(value, isCovered) as Value
  if (Array.isArray(value)) return value.map((item: unknown) => printableWithin(item, isCovered)) as Value
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, printableWithin(item, isCovered)])) as Value
}
