import type { Framer, FramerOutput } from './codec.ts'

/** What can be decided about the front of the bytes held. */
export type Cut = 'wait' | FinalCut
export interface FinalCut {
  readonly kind: FramerOutput['kind']
  readonly byteCount: number
  readonly reason?: 'framing' | 'too-long'
}

export interface CutterOptions {
  readonly maxFrameBytes: number
  /**
   * Looks at the front of `bytes` (at least one) and decides by the bytes alone, never by how they were cut into chunks.
   * Must not wait once `maxFrameBytes` are held.
   */
  readonly cut: (bytes: Uint8Array) => Cut
  /** The stream has ended: `cut` waits for more that will not come. Default: all that is left is garbage. */
  readonly cutAtEnd?: (bytes: Uint8Array) => FinalCut
}

function joined(held: Uint8Array, chunk: Uint8Array): Uint8Array {
  if (held.length === 0) return chunk
  const both = new Uint8Array(held.length + chunk.length)
  both.set(held)
  both.set(chunk, held.length)
  return both
}

/** Frames out of a byte stream: the protocol says where to cut, this keeps what is unfinished and bounds what is not. */
export function createCutter({ maxFrameBytes, cut, cutAtEnd }: CutterOptions): Framer {
  let held: Uint8Array = new Uint8Array(0)

  const outputOf = (bytes: Uint8Array, taken: FinalCut): FramerOutput[] => {
    // Copies: a few kept bytes must not keep a whole network buffer alive.
    if (taken.kind === 'frame') return [{ kind: 'frame', bytes: bytes.slice(0, taken.byteCount) }]
    const pieces: FramerOutput[] = []
    for (let at = 0; at < taken.byteCount; at += maxFrameBytes) {
      const end = Math.min(at + maxFrameBytes, taken.byteCount)
      pieces.push({ kind: 'garbage', bytes: bytes.slice(at, end), reason: taken.reason ?? 'framing' })
    }
    return pieces
  }

  /** Neighbouring garbage is one piece up to the frame limit: noise cannot make more records than bytes deserve. */
  const pushMerged = (outputs: FramerOutput[], next: readonly FramerOutput[]): void => {
    for (const output of next) {
      const last = outputs.at(-1)
      const isSame = last?.kind === 'garbage' && output.kind === 'garbage' && last.reason === output.reason
      if (isSame && last.bytes.length + output.bytes.length <= maxFrameBytes) {
        outputs[outputs.length - 1] = { ...last, bytes: joined(last.bytes, output.bytes) }
      } else outputs.push(output)
    }
  }

  const drain = (bytes: Uint8Array, outputs: FramerOutput[]): Uint8Array => {
    let rest = bytes
    while (rest.length > 0) {
      const taken = cut(rest)
      if (taken === 'wait') break
      pushMerged(outputs, outputOf(rest, taken))
      rest = rest.subarray(taken.byteCount)
    }
    return rest
  }

  return {
    push(chunk) {
      const outputs: FramerOutput[] = []
      held = drain(joined(held, chunk), outputs).slice()
      return outputs
    },
    flush() {
      const outputs: FramerOutput[] = []
      let rest = held
      held = new Uint8Array(0)
      while (rest.length > 0) {
        const taken = cutAtEnd?.(rest) ?? ({ kind: 'garbage', byteCount: rest.length } as const)
        pushMerged(outputs, outputOf(rest, taken))
        rest = drain(rest.subarray(taken.byteCount), outputs)
      }
      return outputs
    },
  }
}
