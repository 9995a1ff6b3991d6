import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Text or numbers to 32 bits: every input bit moves every output bit (the finaliser of MurmurHash3, public domain). */
export function hash32(...keys: readonly (number | string)[]): number {
  let state = 0x9e3779b9
  const mix = (word: number) => {
    state = Math.imul(state ^ word, 0x85ebca6b)
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
    state ^= state >>> 16
  }
  for (const key of keys) {
    if (typeof key === 'number') {
      // Instants exceed 32 bits: both halves count.
      mix(key | 0)
      mix(Math.floor(key / 0x1_0000_0000) | 0)
    } else {
      for (let i = 0; i < key.length; i++) mix(key.charCodeAt(i))
    }
    mix(keys.length)
  }
  return state >>> 0
}

/** A number in [0, 1) that depends on its keys alone: noise that can be asked for at any time in any order. */
export function unitAt(...keys: readonly (number | string)[]): number {
  return hash32(...keys) / 0x1_0000_0000
}

/** A standard normal number that depends on its keys alone (Box-Muller). */
export function normalAt(...keys: readonly (number | string)[]): number {
  const radius = Math.sqrt(-2 * Math.log(1 - unitAt(...keys, 'radius')))
  return radius * Math.cos(2 * Math.PI * unitAt(...keys, 'angle'))
}

/** A seeded sequence: the same seed gives the same draws on every machine. */
export interface Random {
  /** In [0, 1). */
  unit(): number
  between(low: number, high: number): number
  /** Both ends included. */
  integer(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** By weight: `[[item, weight], …]`. */
  weighted<T>(items: readonly (readonly [T, number])[]): T
}

export function randomFrom(...keys: readonly (number | string)[]): Random {
  const generator = xoroshiro128plus(hash32(...keys))
  // The generator's first outputs mirror its seed.
  for (let i = 0; i < 8; i++) generator.next()
  const unit = () => (generator.next() >>> 0) / 0x1_0000_0000
  const integer = (low: number, high: number) => low + Math.floor(unit() * (high - low + 1))
  return {
    unit,
    between: (low, high) => low + unit() * (high - low),
    integer,
    chance: (probability) => unit() < probability,
    pick: <T>(items: readonly T[]) => items[integer(0, items.length - 1)] as T,
    weighted<T>(items: readonly (readonly [T, number])[]) {
      let left = unit() * items.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of items) {
        left -= weight
        if (left < 0) return item
      }
      return (items.at(-1) as readonly [T, number])[0]
    },
  }
}
