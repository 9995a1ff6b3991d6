import { minute } from '@bilezik/domain'
import { expect, it } from 'vitest'
import { clock, condition, fix, home, planAt, play, reading } from '../testing/scenario.ts'

const rule = { kind: 'distance', metres: 300, places: [] } as const

it('a call for help under a distance condition is no breach of it', () => {
  const at = clock('14:00')
  const { state, effects } = play([
    planAt(clock('12:00'), [condition('away', rule)]),
    fix(at, home),
    reading(clock('14:01'), { kind: 'sos' }),
    fix(clock('14:02'), home),
  ])
  expect(effects.filter((effect) => effect.kind === 'raise-alert').map(({ alert }) => alert.kind)).toEqual(['sos'])
  expect(state.watches.map(({ status }) => status)).toEqual(['unclear'])
  expect(state.watches[0]?.alerts[0]?.endsAt).toBe(clock('14:01') + 10 * minute)
})
