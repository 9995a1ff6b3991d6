/** Why a device is replaced; where it cannot be used any further, other means are taken: 1369 §17. */
export const replacementCauses = ['malfunction', 'further-use-impossible', 'damaged', 'planned'] as const
export type ReplacementCause = (typeof replacementCauses)[number]

/** What became of a device that is no longer with the person. A lost one is waited for by nobody. */
export const deviceFates = ['stock', 'repair', 'evidence', 'lost', 'destroyed'] as const
export type DeviceFate = (typeof deviceFates)[number]

/** Why an order passes to another body or subdivision: 1369 §11, and, by policy, where the person moves to another one's area. */
export const handOverCauses = ['case-taken-over', 'verdict-announced', 'moved'] as const
export type HandOverCause = (typeof handOverCauses)[number]

/** What of a person's circumstances changes by notice or permission: PEC 21(2)(4), 66(1)(4), 169(8)(4). */
export const changedCircumstances = ['residence', 'work', 'study'] as const
export type ChangedCircumstance = (typeof changedCircumstances)[number]

export const damageKinds = ['damaged', 'lost', 'destroyed'] as const
export type DamageKind = (typeof damageKinds)[number]

/** Found by a named official, never by a machine. */
export const damageFindings = ['intentional', 'not-intentional', 'equipment-fault'] as const
export type DamageFinding = (typeof damageFindings)[number]

/** Where a claim for compensation stands; `court`: it was brought before one. */
export const claimStates = ['claimed', 'paid', 'refused', 'court'] as const
export type ClaimState = (typeof claimStates)[number]

/** Who is told of something at once, before any paper goes out. */
export const toldParties = ['body', 'body-duty-unit', 'health-institution', 'head', 'prosecutor'] as const
export type ToldParty = (typeof toldParties)[number]
