import { describe, expect, test } from 'vitest'
import { type EquipmentCondition, equipmentConditions, moveRules, possibleMoves } from './equipment.ts'

describe('what can be recorded of a piece', () => {
  test.each<{ condition: EquipmentCondition; isInKit: boolean; possible: string[] }>([
    {
      condition: 'serviceable',
      isInKit: false,
      possible: ['handed-over', 'dispatched', 'found-faulty', 'sent-to-repair', 'lost', 'written-off'],
    },
    { condition: 'serviceable', isInKit: true, possible: ['found-faulty'] },
    { condition: 'on-the-way', isInKit: false, possible: ['arrived', 'lost'] },
    { condition: 'faulty', isInKit: false, possible: ['handed-over', 'sent-to-repair', 'found-fit', 'lost', 'written-off'] },
    { condition: 'faulty', isInKit: true, possible: [] },
    { condition: 'in-repair', isInKit: false, possible: ['handed-over', 'found-fit', 'lost', 'written-off'] },
    { condition: 'lost', isInKit: false, possible: ['found', 'written-off'] },
    { condition: 'written-off', isInKit: false, possible: [] },
  ])('$condition, in a kit: $isInKit → $possible', ({ condition, isInKit, possible }) => {
    expect(possibleMoves(condition, isInKit)).toEqual(possible)
  })

  test('only a look at it makes a piece fit again; one that was on its way was fit when it left', () => {
    const leading = Object.entries(moveRules).flatMap(([move, { to }]) => (to === 'serviceable' ? [move] : []))
    expect(leading).toEqual(['arrived', 'found-fit'])
    expect(equipmentConditions.filter((condition) => possibleMoves(condition, false).includes('found-fit'))).toEqual([
      'faulty',
      'in-repair',
    ])
  })
})
