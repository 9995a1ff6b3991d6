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

  /** Copies: a few kept bytes must not keep a whole network buffer alive. */
  const cutInto = (outputs: FramerOutput[], bytes: Uint8Array, from: number, first?: FinalCut): number => {
    let at = from
    // Garbage that is not in `outputs` yet. It is copied once, whatever many small pieces it was found in.
    let garbage: { readonly from: number; readonly reason: 'framing' | 'too-long' } | undefined
    const flush = (until: number): void => {
      if (garbage && until > garbage.from)
        outputs.push({ kind: 'garbage', bytes: bytes.slice(garbage.from, until), reason: garbage.reason })
      garbage = undefined
    }
    for (let taken: Cut | undefined = first; at < bytes.length; taken = undefined) {
      taken ??= cut(bytes.subarray(at))
      if (taken === 'wait') break
      const end = at + taken.byteCount
      if (taken.kind === 'frame') {
        flush(at)
        outputs.push({ kind: 'frame', bytes: bytes.slice(at, end) })
        at = end
        continue
      }
      const reason = taken.reason ?? 'framing'
      // Neighbouring garbage is one piece up to the frame limit: noise cannot make more records than bytes deserve.
      for (; at < end; at = Math.min(at + maxFrameBytes, end)) {
        const pieceEnd = Math.min(at + maxFrameBytes, end)
        if (garbage && (garbage.reason !== reason || pieceEnd - garbage.from > maxFrameBytes)) flush(at)
        garbage ??= { from: at, reason }
      }
    }
    flush(at)
    return at
  }

  return {
    push(chunk) {
      const outputs: FramerOutput[] = []
      const bytes = joined(held, chunk)
      held = bytes.slice(cutInto(outputs, bytes, 0))
      return outputs
    },
    flush() {
      const outputs: FramerOutput[] = []
      const rest = held
      held = new Uint8Array(0)
      for (let at = 0; at < rest.length;) {
        const left = rest.subarray(at)
        at = cutInto(outputs, rest, at, cutAtEnd?.(left) ?? { kind: 'garbage', byteCount: left.length })
      }
      return outputs
    },
  }
}
