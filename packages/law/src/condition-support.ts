import type { LeaveKind, Regime, Rule, RuleKind, TerritoryLevel } from '@bilezik/domain'
import type { Provision } from './provision.ts'

const checkedOn = '2026-11-22'
const rules1369 = { from: '2015-01-01', checkedOn } as const
const penalExecutionCode = { from: '2015-01-01', checkedOn } as const

/** What supports conditions, by regime below. */
export const conditionProvisions = {
  bodySetsDuties: {
    ...rules1369,
    citation: '1369 §4',
    paraphrase:
      'Duties and restrictions of a suspect, accused or defendant come from criminal procedure through the decision of the body; the subdivision adds none.',
    governs: 'decision',
  },
  protectedPerson: {
    ...rules1369,
    citation: '1369 §4, §20(3)',
    paraphrase:
      'Tracking is used where people who have applied for it may be threatened by the person; the distance to keep comes from the body’s decision.',
    governs: 'decision',
    needsLawyer:
      'We assume that the body’s decision names the distance and the places, and that the protected person agrees to carry a device of their own.',
  },
  keepDevice: {
    ...rules1369,
    citation: '1369 §8(3)-(4)',
    paraphrase:
      'Staff who learn of damage, unauthorised removal or a failure of the device report it at once to the head and the body; on a signal they go out to check.',
    governs: 'event',
  },
  restrictionDuties: {
    ...penalExecutionCode,
    citation: 'PEC 66(1)(1)',
    paraphrase: 'A person under restriction of freedom fulfils the duties that the court has laid on them.',
    governs: 'execution',
    needsLawyer:
      'We assume that hours at home bind a person under restriction only when the verdict names them: no general curfew is in PEC 66.',
  },
  restrictionPlaces: {
    ...penalExecutionCode,
    citation: 'PEC 66(1)(3)',
    paraphrase:
      'A person under restriction of freedom keeps away from the places that the court has named on the probation service’s proposal.',
    governs: 'execution',
  },
  restrictionTerritory: {
    ...penalExecutionCode,
    citation: 'PEC 66(1)(5)',
    paraphrase:
      'A person under restriction of freedom tells the probation service before going beyond the administrative unit; a permission is not asked for.',
    governs: 'event',
    needsLawyer:
      'We assume that the administrative unit is the one in which the sentence is served, and that notice given before leaving suffices. That the service must agree to study elsewhere (PEC 66(2)) we take for a matter of its record, not of each journey.',
  },
  convictedRepublic: {
    ...penalExecutionCode,
    citation: 'PEC 11(1)(5)',
    paraphrase:
      'A convicted person does not leave the Republic until the basic sentence is served, or the term of probation control or of deferral has run out.',
    governs: 'event',
    needsLawyer:
      'We assume that no notice and no permission of the controlling service lifts this; under restriction of freedom leaving is a gross breach (PEC 67(2)(2)).',
  },
  restrictionDevice: {
    ...penalExecutionCode,
    citation: 'PEC 67(1)(2)',
    paraphrase:
      'Intentional damage to the tracking device breaks the terms of serving restriction of freedom; intent is for an official to find.',
    governs: 'event',
  },
  conditionalDuties: {
    ...penalExecutionCode,
    citation: 'PEC 176(2)',
    paraphrase:
      'A conditionally sentenced person who leaves the court’s duties unfulfilled risks a submission on cancelling the conditional sentence.',
    governs: 'execution',
    needsLawyer:
      'We assume that a curfew or a forbidden place binds a conditionally sentenced person only when the verdict names it.',
  },
  conditionalDevice: {
    ...penalExecutionCode,
    citation: 'PEC 176(1)(2)',
    paraphrase:
      'Intentional damage to the tracking device leads to a submission on prolonging probation control and a warning; intent is for an official to find.',
    governs: 'event',
  },
  paroleHome: {
    ...penalExecutionCode,
    citation: 'PEC 169(8)(3)',
    paraphrase: 'A person on parole does not leave the residence in the hours that internal affairs have set.',
    governs: 'execution',
  },
  parolePlaces: {
    ...penalExecutionCode,
    citation: 'PEC 169(8)(5)',
    paraphrase: 'A person on parole keeps away from the named places in time free from work and study.',
    governs: 'execution',
  },
  paroleDuties: {
    ...penalExecutionCode,
    citation: 'PEC 169(8)',
    paraphrase: 'A person on parole keeps the duties that the court has laid on them when it released them.',
    governs: 'execution',
    needsLawyer:
      'We assume that a distance to a protected person can be among the duties that the court lays on a person on parole.',
  },
  paroleTerritory: {
    ...penalExecutionCode,
    citation: 'PEC 169(8)(6)',
    paraphrase:
      'A person on parole goes to other localities, and beyond the Republic, only with the written permission of internal affairs.',
    governs: 'event',
    needsLawyer:
      'We assume that “other localities” means beyond the locality of residence. PEC 11(1)(5) knows no permission for leaving the Republic; we take the special rule for parole to go before it.',
  },
  paroleDevice: {
    ...penalExecutionCode,
    citation: 'PEC 169(1)',
    paraphrase: 'Electronic means may be used to control a person on parole.',
    governs: 'execution',
    needsLawyer: 'We assume that the duty to keep the device unharmed follows from its lawful use.',
  },
  supervisionDevice: {
    ...penalExecutionCode,
    citation: 'PEC 172(4)',
    paraphrase: 'Electronic means may be used to control a person under administrative supervision.',
    governs: 'execution',
    needsLawyer:
      'We assume that the court act on supervision names hours and places, and that the duty to keep the device unharmed follows from its lawful use.',
  },
} as const satisfies Readonly<Record<string, Provision>>

/** Where a condition takes its force from: never two kinds at once. */
export type Support =
  | { readonly kind: 'law'; readonly provision: Provision }
  | { readonly kind: 'order'; readonly provision: Provision }
  | { readonly kind: 'policy' }

const order = (provision: Provision): Support => ({ kind: 'order', provision })
const law = (provision: Provision): Support => ({ kind: 'law', provision })
const policy: Support = { kind: 'policy' }

type SupportTable = Readonly<Partial<Record<RuleKind, Support>>>

const preTrial: SupportTable = {
  curfew: order(conditionProvisions.bodySetsDuties),
  exclusion: order(conditionProvisions.bodySetsDuties),
  distance: order(conditionProvisions.protectedPerson),
  'device-care': law(conditionProvisions.keepDevice),
  contact: policy,
}
const supervision: SupportTable = {
  curfew: order(conditionProvisions.supervisionDevice),
  exclusion: order(conditionProvisions.supervisionDevice),
  distance: order(conditionProvisions.supervisionDevice),
  'device-care': law(conditionProvisions.supervisionDevice),
  contact: policy,
}

const supportByRegime: Readonly<Record<Regime, SupportTable>> = {
  recognizance: preTrial,
  'personal-guarantee': preTrial,
  'minor-supervision': preTrial,
  bail: preTrial,
  'house-arrest': preTrial,
  'restriction-of-freedom': {
    curfew: order(conditionProvisions.restrictionDuties),
    exclusion: order(conditionProvisions.restrictionPlaces),
    distance: order(conditionProvisions.restrictionDuties),
    'device-care': law(conditionProvisions.restrictionDevice),
    contact: policy,
  },
  'conditional-sentence': {
    curfew: order(conditionProvisions.conditionalDuties),
    exclusion: order(conditionProvisions.conditionalDuties),
    distance: order(conditionProvisions.conditionalDuties),
    'device-care': law(conditionProvisions.conditionalDevice),
    contact: policy,
  },
  parole: {
    curfew: law(conditionProvisions.paroleHome),
    exclusion: law(conditionProvisions.parolePlaces),
    distance: order(conditionProvisions.paroleDuties),
    'device-care': law(conditionProvisions.paroleDevice),
    contact: policy,
  },
  'administrative-supervision': supervision,
}

type TerritorySupport = Readonly<Record<TerritoryLevel, Readonly<Partial<Record<LeaveKind, Support>>>>>

const byTheBody: TerritorySupport = (() => {
  const bySubstance = {
    notice: order(conditionProvisions.bodySetsDuties),
    permission: order(conditionProvisions.bodySetsDuties),
    forbidden: order(conditionProvisions.bodySetsDuties),
  }
  return { locality: bySubstance, 'administrative-unit': bySubstance, republic: bySubstance }
})()
const onlyTheRepublic: TerritorySupport = {
  locality: {},
  'administrative-unit': {},
  republic: { forbidden: law(conditionProvisions.convictedRepublic) },
}
const nowhere: TerritorySupport = { locality: {}, 'administrative-unit': {}, republic: {} }

/** What leaving asks for is the law's to say, level by level: a condition that asks for more than that is refused. */
const territoryByRegime: Readonly<Record<Regime, TerritorySupport>> = {
  recognizance: byTheBody,
  'personal-guarantee': byTheBody,
  'minor-supervision': byTheBody,
  bail: byTheBody,
  'house-arrest': byTheBody,
  'restriction-of-freedom': {
    locality: {},
    'administrative-unit': { notice: law(conditionProvisions.restrictionTerritory) },
    republic: { forbidden: law(conditionProvisions.convictedRepublic) },
  },
  'conditional-sentence': onlyTheRepublic,
  parole: {
    locality: { permission: law(conditionProvisions.paroleTerritory) },
    'administrative-unit': {},
    republic: { permission: law(conditionProvisions.paroleTerritory) },
  },
  // The sentence is served: neither PEC 11 nor PEC 172 binds to a territory, and the law on supervision itself is not at hand.
  'administrative-supervision': nowhere,
}

/** What supports not leaving this territory, on these terms, under this regime; undefined: nothing does. */
export function supportOfTerritory(regime: Regime, level: TerritoryLevel, leave: LeaveKind): Support | undefined {
  return territoryByRegime[regime][level][leave]
}

/** What supports the condition itself, with all that it says; undefined: nothing does, and it must be refused. */
export function supportOfRule(regime: Regime, rule: Rule): Support | undefined {
  return rule.kind === 'territory' ? supportOfTerritory(regime, rule.level, rule.leave) : supportOf(regime, rule.kind)
}

/** What supports a condition of this kind under this regime; undefined: nothing does, or, for a territory, it hangs on the terms. */
export function supportOf(regime: Regime, ruleKind: RuleKind): Support | undefined {
  return supportByRegime[regime][ruleKind]
}
