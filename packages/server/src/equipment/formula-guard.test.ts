import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withGuard, withoutGuard } from './formula-guard.ts'

describe('a value that a spreadsheet would compute', () => {
  it.each([
    { text: '=1+1', guarded: "'=1+1" },
    { text: '+7 701', guarded: "'+7 701" },
    { text: '-5', guarded: "'-5" },
    { text: '@SUM(A1)', guarded: "'@SUM(A1)" },
    { text: '\t=1', guarded: "'\t=1" },
    { text: '\r=1', guarded: "'\r=1" },
    { text: "'=1", guarded: "''=1" },
    { text: '＝1', guarded: "'＝1" },
    { text: "'quoted'", guarded: "'quoted'" },
    { text: '356938035643809', guarded: '356938035643809' },
    { text: '', guarded: '' },
  ])('$text → $guarded', ({ text, guarded }) => {
    expect(withGuard(text)).toBe(guarded)
    expect(withoutGuard(guarded)).toBe(text)
  })

  it('comes back as it was, whatever it is', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^'{0,3}[=+@-]?.{0,5}$/))
    fc.assert(fc.property(text, (given) => withoutGuard(withGuard(given)) === given))
  })
})
