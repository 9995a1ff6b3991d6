import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ProtocolName } from '@bilezik/domain'
import { type DecodedLine, decodeLine, type RefusedLine } from './decode-line.ts'
import { type Line, linesOf, maxLineLength } from './lines.ts'

function objectFor(protocol: ProtocolName, line: Line, seq: number): DecodedLine | RefusedLine {
  if (line.kind === 'line') return decodeLine(protocol, line.text, seq)
  return { seq, error: 'too-long', detail: `The line is longer than ${maxLineLength} characters.` }
}

/** Exactly one object for each line, in order. */
export async function* decodeStream(
  protocol: ProtocolName,
  lines: AsyncIterable<string | Line>,
): AsyncGenerator<DecodedLine | RefusedLine> {
  let seq = 0
  for await (const line of lines) yield objectFor(protocol, typeof line === 'string' ? { kind: 'line', text: line } : line, ++seq)
}

/** A reader that stops early (`| head`) is no failure of ours. */
function isClosedByReader(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ERR_STREAM_DESTROYED'
}

/** Resolves when all that was written before has left: a process may end right after. */
function flushed(output: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write('', (error) => (error ? reject(error) : resolve()))
  })
}

/** Reads lines and writes one JSON object a line, no faster than the output takes them. Leaves the output open. */
export async function runDecode(options: { protocol: ProtocolName; input: Readable; output: Writable }): Promise<void> {
  const { protocol, input, output } = options
  try {
    await pipeline(
      input,
      async function* (chunks: AsyncIterable<string | Uint8Array>) {
        for await (const decoded of decodeStream(protocol, linesOf(chunks))) yield `${JSON.stringify(decoded)}\n`
      },
      output,
      { end: false },
    )
    await flushed(output)
  } catch (error) {
    if (!isClosedByReader(error)) throw error
  }
}
