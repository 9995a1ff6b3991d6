/** Legal regimes under which a person may wear a device: 1369 §2, §19 for the first five; PEC 69(1), 169(1), 172(4), 174(5) for the rest. */
export const regimes = [
  'recognizance',
  'personal-guarantee',
  'minor-supervision',
  'bail',
  'house-arrest',
  'restriction-of-freedom',
  'conditional-sentence',
  'parole',
  'administrative-supervision',
] as const
export type Regime = (typeof regimes)[number]
