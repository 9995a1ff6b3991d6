import { importColumns, importHeadings } from '@bilezik/contract'
import { type Language } from '@bilezik/domain'

/** A table without rows, headed in the reader's language, as spreadsheets of the region open it: with its mark, in semicolons. */
export function templateOf(language: Language): string {
  return `\uFEFF${importColumns.map((column) => importHeadings[language][column]).join(';')}\r\n`
}

/** The bytes in base64, as the server takes a file. */
export async function contentOf(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  // In pieces: a call takes only so many arguments.
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += 8_192) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8_192)))
  return btoa(pieces.join(''))
}
