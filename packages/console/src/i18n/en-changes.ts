/** What the log says of the changes of an order. */
export const enChangeActions = {
  varyOrder: 'varied the conditions',
  proposeVariation: 'proposed a variation',
  replaceDevice: 'replaced a device',
  handOverOrder: 'handed the order over',
  beginEpisode: 'recorded the beginning of a stay in hospital or a search',
  endEpisode: 'recorded the end of a stay in hospital or a search',
  recordTold: 'recorded who was told',
  recordCircumstance: 'recorded a change of residence, work or study',
  recordDamage: 'drew up an act of damage',
  findDamage: 'recorded a finding on a damage',
  claimDamage: 'claimed compensation',
  settleClaim: 'recorded the progress of a claim',
} as const
