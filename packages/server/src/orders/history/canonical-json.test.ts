import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

describe('canonical JSON', () => {
  it.each([
    [{ b: 1, a: { d: [2, { f: 1, e: null }], c: 'ә' } }, '{"a":{"c":"ә","d":[2,{"e":null,"f":1}]},"b":1}'],
    [{ Z: 1, a: 2, ә: 3 }, '{"Z":1,"a":2,"ә":3}'],
    [[], '[]'],
  ])('%j', (value, text) => expect(canonicalJson(value)).toBe(text))
})
