/** The byte that begins and ends a frame, and how it and its kin are written inside one. */
export interface Alphabet {
  readonly delimiter: number
  /** First byte of a pair → second byte of the pair → the byte that both mean. */
  readonly pairs: Readonly<Record<number, Readonly<Record<number, number>>>>
}

/** JT/T 808, every edition. */
export const standard: Alphabet = { delimiter: 0x7e, pairs: { 0x7d: { 0x01: 0x7d, 0x02: 0x7e } } }

/** The same messages behind E7 with a terminal number of seven bytes: some makers of locks. */
export const alternative: Alphabet = {
  delimiter: 0xe7,
  pairs: { 0xe6: { 0x01: 0xe6, 0x02: 0xe7 }, 0x3e: { 0x01: 0x3e, 0x02: 0x3d } },
}

export function alphabetOf(delimiter: number | undefined): Alphabet | undefined {
  if (delimiter === standard.delimiter) return standard
  return delimiter === alternative.delimiter ? alternative : undefined
}

/** What the bytes at this place mean and how many they are. What is no pair stands for itself: some devices do not escape. */
export function symbolAt(bytes: Uint8Array, at: number, alphabet: Alphabet): { readonly byte: number; readonly width: 1 | 2 } {
  const first = bytes[at]!
  const meant = alphabet.pairs[first]?.[bytes[at + 1] ?? -1]
  return meant === undefined ? { byte: first, width: 1 } : { byte: meant, width: 2 }
}

/** A whole frame as it stood before it was escaped; its first and last byte are the delimiters. */
export function unescaped(frame: Uint8Array, alphabet: Alphabet): Uint8Array {
  const plain = new Uint8Array(frame.length)
  const last = frame.length - 1
  let length = 0
  for (let at = 0; at < frame.length;) {
    const { byte, width } = at === 0 || at >= last ? ({ byte: frame[at]!, width: 1 } as const) : symbolAt(frame, at, alphabet)
    plain[length++] = byte
    at += width
  }
  return plain.slice(0, length)
}

/** A whole frame as it goes onto the wire. */
export function escaped(frame: Uint8Array, alphabet: Alphabet): Uint8Array {
  const wire: number[] = [frame[0]!]
  for (const byte of frame.subarray(1, -1)) wire.push(...pairFor(byte, alphabet))
  wire.push(frame.at(-1)!)
  return new Uint8Array(wire)
}

function pairFor(byte: number, { pairs }: Alphabet): readonly number[] {
  for (const [first, seconds] of Object.entries(pairs)) {
    for (const [second, meant] of Object.entries(seconds)) if (meant === byte) return [Number(first), Number(second)]
  }
  return [byte]
}
