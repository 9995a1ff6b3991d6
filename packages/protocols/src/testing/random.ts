/** A small seeded generator (mulberry32): the same seed gives the same bytes on every machine. */
export interface Random {
  below(limit: number): number
  bytes(count: number): Uint8Array
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (limit: number) => next() % limit
  return { below, bytes: (count) => Uint8Array.from({ length: count }, () => below(256)) }
}
