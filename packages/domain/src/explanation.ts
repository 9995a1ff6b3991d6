import type { AlertKind, PermitShortfall } from './alert.ts'
import type { BlindCause } from './blind-cause.ts'
import type { Instant } from './instant.ts'
import type { PermitKind } from './permit.ts'
import type { FixSource } from './reading.ts'

/** In the order in which an explanation is read. */
export const explanationParts = ['event', 'duty', 'ground', 'unknown', 'otherwise', 'after'] as const
export type ExplanationPart = (typeof explanationParts)[number]

interface Hours {
  readonly zone: string
  readonly from: Instant
  readonly until: Instant
}

type Side = 'inside' | 'outside'
type Nothing = Readonly<Record<string, never>>

/**
 * Every statement an explanation can make, with what it states: facts only, no finding and no blame. Lengths in metres,
 * durations in milliseconds, probabilities 0-1. The words stand in the console, in three languages.
 */
export interface StatementParams {
  // event
  readonly raised: { readonly alertKind: AlertKind; readonly beganAt: Instant; readonly noticedAt: Instant }
  // duty: what the condition asks, in which version, and what lifts it
  readonly 'duty-home': Hours
  readonly 'duty-home-always': { readonly zone: string }
  readonly 'duty-away': Hours
  readonly 'duty-away-always': { readonly zone: string }
  readonly 'duty-distance': { readonly metres: number }
  readonly 'duty-territory': { readonly zone: string }
  readonly 'duty-wear': Nothing
  readonly 'duty-charge': { readonly limitPercent: number }
  readonly 'duty-contact': { readonly everyMs: number }
  readonly 'duty-none': Nothing
  readonly version: { readonly version: number; readonly from: Instant; readonly until: Instant }
  readonly grace: { readonly graceMs: number }
  readonly 'no-grace': Nothing
  readonly 'no-permit': Nothing
  readonly 'permit-short': {
    readonly permitKind: PermitKind
    readonly from: Instant
    readonly until: Instant
    readonly shortfall: PermitShortfall
  }
  readonly 'permit-elsewhen': { readonly from: Instant; readonly until: Instant; readonly givenAt: Instant }
  // ground: what was known, and why it was enough
  readonly believed: { readonly side: Side; readonly zone: string; readonly probability: number; readonly distanceMetres: number }
  readonly 'believed-close': {
    readonly zone: string
    readonly metres: number
    readonly probability: number
    readonly distanceMetres: number
  }
  /** Never where the protected person is. */
  readonly 'believed-near': { readonly metres: number; readonly probability: number }
  readonly fixes: { readonly count: number; readonly forCount: number; readonly from: Instant; readonly until: Instant }
  readonly 'began-at': { readonly side: Side; readonly probability: number }
  readonly threshold: { readonly side: Side; readonly probability: number; readonly wrongOneIn: number }
  readonly reached: { readonly at: Instant; readonly probability: number }
  readonly signal: { readonly signal: string; readonly at: Instant }
  readonly silence: { readonly lastContactAt: Instant; readonly everyMs: number; readonly silentMs: number }
  readonly unconfirmed: { readonly lastSeenAt: Instant; readonly since: Instant; readonly because: BlindCause }
  readonly 'own-outage': { readonly blindMs: number }
  readonly charge: { readonly levelPercent: number; readonly limitPercent: number }
  readonly 'charge-said-low': Nothing
  // unknown: what was not known
  readonly blind: { readonly from: Instant; readonly until: Instant; readonly because: BlindCause }
  readonly 'precision-unstated': { readonly count: number }
  readonly 'reason-unknown': Nothing
  readonly 'hand-unknown': Nothing
  readonly 'whereabouts-unknown': Nothing
  // otherwise: what would have changed the answer
  readonly 'otherwise-without-strongest': { readonly at: Instant; readonly probability: number }
  readonly 'otherwise-same-without': { readonly at: Instant; readonly probability: number }
  readonly 'otherwise-fix': { readonly side: Side }
  readonly 'otherwise-further': Nothing
  readonly 'otherwise-permit': Nothing
  readonly 'otherwise-contact': { readonly by: Instant }
  readonly 'otherwise-charged': { readonly limitPercent: number }
  readonly 'otherwise-counterpart': Nothing
  // after: what became of it
  readonly lasts: Nothing
  readonly over: { readonly at: Instant }
  readonly amended: { readonly at: Instant; readonly beganBefore: Instant; readonly beganAfter: Instant }
  readonly withdrawn: { readonly at: Instant }
  readonly disproved: { readonly at: Instant }
  readonly 'no-finding': Nothing
}

export type StatementCode = keyof StatementParams
export type Statement = {
  readonly [Code in StatementCode]: { readonly code: Code; readonly params: StatementParams[Code] }
}[StatementCode]

export const statementPart: Readonly<Record<StatementCode, ExplanationPart>> = {
  raised: 'event',
  'duty-home': 'duty',
  'duty-home-always': 'duty',
  'duty-away': 'duty',
  'duty-away-always': 'duty',
  'duty-distance': 'duty',
  'duty-territory': 'duty',
  'duty-wear': 'duty',
  'duty-charge': 'duty',
  'duty-contact': 'duty',
  'duty-none': 'duty',
  version: 'duty',
  grace: 'duty',
  'no-grace': 'duty',
  'no-permit': 'duty',
  'permit-short': 'duty',
  'permit-elsewhen': 'duty',
  believed: 'ground',
  'believed-close': 'ground',
  'believed-near': 'ground',
  fixes: 'ground',
  'began-at': 'ground',
  threshold: 'ground',
  reached: 'ground',
  signal: 'ground',
  silence: 'ground',
  unconfirmed: 'ground',
  'own-outage': 'ground',
  charge: 'ground',
  'charge-said-low': 'ground',
  blind: 'unknown',
  'precision-unstated': 'unknown',
  'reason-unknown': 'unknown',
  'hand-unknown': 'unknown',
  'whereabouts-unknown': 'unknown',
  'otherwise-without-strongest': 'otherwise',
  'otherwise-same-without': 'otherwise',
  'otherwise-fix': 'otherwise',
  'otherwise-further': 'otherwise',
  'otherwise-permit': 'otherwise',
  'otherwise-contact': 'otherwise',
  'otherwise-charged': 'otherwise',
  'otherwise-counterpart': 'otherwise',
  lasts: 'after',
  over: 'after',
  amended: 'after',
  withdrawn: 'after',
  disproved: 'after',
  'no-finding': 'after',
}

/** How much one fix says, in words: `strong` makes its side at least seven times likelier, `moderate` twice, `weak` less. */
export const fixStrengths = ['strong', 'moderate', 'weak'] as const
export type FixStrength = (typeof fixStrengths)[number]

/** A fix as an official reads it, and a line of the sum that led to the belief. Log-odds and probabilities are those of `outside`. */
export interface ExplainedFix {
  readonly readingId: string
  readonly at: Instant
  readonly lat: number
  readonly lon: number
  /** Null: raised before sources were kept in the path. */
  readonly source: FixSource | null
  /** As the device stated it; null: it stated none, or it was not kept. */
  readonly statedMetres: number | null
  /** Scale of its usual error as it was reckoned with: one standard deviation in any one direction. */
  readonly sigmaMetres: number
  /** To the border of the zone, negative inside. */
  readonly distanceMetres: number
  readonly says: Side
  readonly strength: FixStrength
  /** 0-1, null: not kept. How much of a new witness it was. */
  readonly newShare: number | null
  readonly beforeLogOdds: number
  readonly weight: number
  readonly logOdds: number
  readonly probability: number
}

/** What had to be exceeded, as log-odds and probability of `side`. */
export interface ExplainedThreshold {
  readonly side: Side
  readonly logOdds: number
  readonly probability: number
}

/** A time in which nothing valid was known of the whereabouts. */
export interface BlindStretch {
  readonly from: Instant
  readonly until: Instant
  readonly because: BlindCause
}

/** Why an alert was raised: what a lawyer is told, and what is needed to check it by hand. */
export interface Explanation {
  /** In the order of `explanationParts`. */
  readonly statements: readonly Statement[]
  readonly fixes: readonly ExplainedFix[]
  readonly threshold: ExplainedThreshold | null
  readonly blind: readonly BlindStretch[]
}
