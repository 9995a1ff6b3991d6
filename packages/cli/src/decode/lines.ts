/** A line of input, or the fact that there was one too long to hold. */
export type Line = { readonly kind: 'line'; readonly text: string } | { readonly kind: 'too-long' }

/** Enough for the longest recorded request; a line beyond it is told as too long and not kept. */
export const maxLineLength = 1024 * 1024

/**
 * Cuts text into lines at \n or \r\n. Never holds more than one line and one chunk.
 * The end of the input closes a last line that has no line end; a final line end makes no empty line.
 */
export async function* linesOf(chunks: AsyncIterable<string | Uint8Array>, maxLength = maxLineLength): AsyncGenerator<Line> {
  const decoder = new TextDecoder()
  let held = ''
  let isSkipping = false
  const closed = (text: string): Line => (isSkipping ? { kind: 'too-long' } : { kind: 'line', text })
  for await (const chunk of chunks) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    const pieces = text.split('\n')
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) {
        yield closed(held.endsWith('\r') ? held.slice(0, -1) : held)
        held = ''
        isSkipping = false
      }
      if (isSkipping) continue
      held += piece
      if (held.length > maxLength) {
        isSkipping = true
        held = ''
      }
    }
  }
  if (held !== '' || isSkipping) yield closed(held)
}
