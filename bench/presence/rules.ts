import { type ExitRule, defaultPolicy, engineExits, marginExits, nInARowExits, naiveExits } from '@bilezik/compliance'

/** A way to decide, with the setting that trades false exits for delay. */
export interface Contestant {
  readonly family: 'naive' | 'margin' | 'in a row' | 'engine'
  readonly setting: string
  readonly rule: ExitRule
  /** The one of its family that is meant when no setting is named. */
  readonly isUsual: boolean
}

const thresholds = [0, 1, 2, 3, 4, defaultPolicy.exitLogOdds, 5.2]

export const contestants: readonly Contestant[] = [
  { family: 'naive', setting: 'beyond the radius', rule: naiveExits, isUsual: true },
  ...[0.5, 1, 2, 4].map((times): Contestant => {
    const rule: ExitRule = (fixes, zone) => marginExits(fixes, zone, times)
    return { family: 'margin', setting: `${times} × stated`, rule, isUsual: times === 1 }
  }),
  ...[2, 3, 5].map((count): Contestant => {
    const rule: ExitRule = (fixes, zone) => nInARowExits(fixes, zone, count)
    return { family: 'in a row', setting: `${count} in a row`, rule, isUsual: count === 3 }
  }),
  ...thresholds.map((exitLogOdds): Contestant => {
    const rule: ExitRule = (fixes, zone) => engineExits(fixes, zone, { ...defaultPolicy, exitLogOdds }).exits
    const odds = Math.round(Math.exp(exitLogOdds))
    return { family: 'engine', setting: `odds of ${odds}`, rule, isUsual: exitLogOdds === defaultPolicy.exitLogOdds }
  }),
]
