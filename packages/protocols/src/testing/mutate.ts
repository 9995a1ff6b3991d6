import type { Random } from './random.ts'

const edges = [0x00, 0x01, 0x7d, 0x7e, 0x7f, 0x80, 0xfe, 0xff, 0x0d, 0x0a, 0x24, 0x2c, 0x30, 0x5b, 0x5d]

function spliced(a: Uint8Array, b: Uint8Array, random: Random): Uint8Array {
  const [head, tail] = [a.subarray(0, random.below(a.length + 1)), b.subarray(random.below(b.length + 1))]
  return new Uint8Array([...head, ...tail])
}

/** One of the ways in which lines, firmware and attackers change bytes. */
export function mutated(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const copy = bytes.slice()
  for (let changes = 1 + random.below(4); changes > 0 && copy.length > 0; changes--) {
    const at = random.below(copy.length)
    switch (random.below(7)) {
      case 0:
        copy[at] = copy[at]! ^ (1 << random.below(8))
        break
      case 1:
        copy[at] = edges[random.below(edges.length)]!
        break
      case 2:
        copy[at] = random.below(256)
        break
      case 3:
        return copy.subarray(0, at)
      case 4:
        return new Uint8Array([...copy.subarray(0, at), ...random.bytes(1 + random.below(16)), ...copy.subarray(at)])
      case 5:
        copy.copyWithin(random.below(copy.length), at, Math.min(copy.length, at + 1 + random.below(16)))
        break
      default:
        return spliced(copy, other, random)
    }
  }
  return copy
}

/** A change within the text of a request: what is no text never comes out of an HTTP server. */
export function mutatedText(text: string, random: Random): string {
  const bytes = mutated(new TextEncoder().encode(text), new TextEncoder().encode('[{"a":1e999,"b":null}]&x=%00'), random)
  return new TextDecoder().decode(bytes)
}
