import { describe, expect, test } from 'vitest'
import { type ProposalFacts, proposeEquipment } from './equipment-proposal.ts'

/** House arrest in a flat with power and a good network; nothing in the person's way of life stands out. */
const ordinary: ProposalFacts = {
  rules: ['curfew'],
  power: 'steady',
  coverage: 'good',
  considerations: [],
  isMinor: false,
  isConcealmentWaived: false,
}

const told = (facts: ProposalFacts) =>
  proposeEquipment(facts).proposed.map(({ equipmentClass, reasons }) => `${equipmentClass}: ${reasons.join(', ')}`)

describe('the proposal of equipment', () => {
  test.each<{ given: string; facts: Partial<ProposalFacts>; proposed: string[]; concerns: string[] }>([
    {
      given: 'hours at home, with power',
      facts: {},
      proposed: ['bracelet: worn-witness', 'home-unit: indoor-hours'],
      concerns: [],
    },
    {
      given: 'hours at home, the power fails at times',
      facts: { power: 'interrupted' },
      proposed: ['bracelet: worn-witness', 'home-unit: indoor-hours, power-interrupted'],
      concerns: [],
    },
    {
      given: 'hours at home, without power, by a weak network',
      facts: { power: 'none', coverage: 'weak' },
      proposed: ['bracelet: worn-witness', 'mobile-unit: no-power-at-home', 'repeater: weak-coverage'],
      concerns: [],
    },
    {
      given: 'hours at home, where no network reaches',
      facts: { coverage: 'none' },
      proposed: ['bracelet: worn-witness', 'home-unit: indoor-hours', 'repeater: no-coverage'],
      concerns: ['no-coverage'],
    },
    {
      given: 'a forbidden place, for one who travels and cannot charge every day',
      facts: { rules: ['exclusion'], considerations: ['travels', 'no-daily-charging'] },
      proposed: ['bracelet: worn-witness', 'mobile-unit: followed-outdoors, travels, no-daily-charging'],
      concerns: [],
    },
    {
      given: 'a distance from a protected person',
      facts: { rules: ['distance'] },
      proposed: ['bracelet: worn-witness', 'mobile-unit: followed-outdoors', 'personal-tracker: protected-person'],
      concerns: [],
    },
    {
      given: 'a minor with a leg that must not be strapped, who feels no vibration',
      facts: { isMinor: true, considerations: ['limb-condition', 'vibration-unfelt'] },
      proposed: ['bracelet: worn-witness', 'home-unit: indoor-hours'],
      concerns: ['ask-physician', 'vibration-unfelt', 'school-charging'],
    },
    {
      given: 'a residence that nobody has looked at',
      facts: { power: null, coverage: null },
      proposed: ['bracelet: worn-witness', 'home-unit: indoor-hours'],
      concerns: ['feasibility-unknown'],
    },
  ])('[1369.16] $given → $proposed', ({ facts, proposed, concerns }) => {
    expect(told({ ...ordinary, ...facts })).toEqual(proposed)
    expect(proposeEquipment({ ...ordinary, ...facts }).concerns).toEqual(concerns)
  })

  test.each([
    { isConcealmentWaived: false, isVibrationOnly: true },
    { isConcealmentWaived: true, isVibrationOnly: false },
  ])(
    '[1369.13] concealment waived: $isConcealmentWaived → vibration alone: $isVibrationOnly',
    ({ isConcealmentWaived, isVibrationOnly }) => {
      const facts: ProposalFacts = { ...ordinary, isConcealmentWaived, considerations: ['vibration-unfelt'] }
      expect(proposeEquipment(facts).isVibrationOnly).toBe(isVibrationOnly)
    },
  )
})
