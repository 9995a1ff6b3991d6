import type { DayOffReason } from './working-calendar.ts'
import { closingRules } from './closing-grounds.ts'
import { conditionProvisions } from './condition-support.ts'
import { damageSources } from './damage-claim.ts'
import { deadlines } from './deadlines/deadline-list.ts'
import { preTrialDocuments } from './document-provisions.ts'
import { type Source, byLaw } from './finding.ts'
import { calendarProvisions } from './holidays.ts'
import { basisRefusals, basisWarnings } from './legal-basis.ts'
import { measureTable, measures } from './measures.ts'
import { packagePieces, pieceRules } from './package-checklist.ts'
import type { Provision } from './provision.ts'
import { criminalProcedure } from './provisions/criminal-procedure.ts'
import { penalExecutionCode } from './provisions/penal-execution-code.ts'
import { probationTerms } from './provisions/probation-terms.ts'
import { resolution1369 } from './provisions/resolution-1369.ts'
import { termsOfControl } from './provisions/terms-of-control.ts'
import { termBegins } from './term-of-control.ts'
import { orderSteps, stepRules } from './transitions/next-steps.ts'
import {
  activationRefusals,
  activationWarnings,
  closingWarnings,
  equipmentRefusals,
  executionWarnings,
  fittingRefusals,
  variationRefusals,
} from './transitions/step-rules.ts'

/** Every provision that the system knows. */
export const allProvisions: readonly Provision[] = [
  resolution1369,
  criminalProcedure,
  penalExecutionCode,
  termsOfControl,
  probationTerms,
  conditionProvisions,
  calendarProvisions,
].flatMap((act): readonly Provision[] => Object.values(act))

/** Something that the system does because of a source; `code` is the word by which tests and screens know it. */
export interface Behaviour {
  readonly kind:
    | 'measure'
    | 'refusal'
    | 'warning'
    | 'piece'
    | 'step'
    | 'ending'
    | 'deadline'
    | 'term'
    | 'condition'
    | 'calendar'
    | 'document'
  readonly code: string
  readonly source: Source
}

const sourcesOf = (sources: Readonly<Partial<Record<string, Source>>> | undefined): Source[] =>
  Object.values(sources ?? {}).filter((source) => source !== undefined)

type Rules = readonly { readonly code: string; readonly sources: Readonly<Partial<Record<string, Source>>> }[]
const ofRules = (kind: 'refusal' | 'warning', rules: Rules): Behaviour[] =>
  rules.flatMap(({ code, sources }) => sourcesOf(sources).map((source) => ({ kind, code, source })))

const ofMeasures = measures.flatMap((code): Behaviour[] => {
  const { tracking, controlProvision } = measureTable[code]
  return [...tracking.map(({ provision }) => provision), controlProvision].map((provision) => ({
    kind: 'measure',
    code,
    source: byLaw(provision),
  }))
})

const ofPieces = packagePieces.flatMap((code): Behaviour[] => {
  const { stages, ownSources } = pieceRules[code]
  const own = Object.values(ownSources ?? {}).flatMap(sourcesOf)
  return [...Object.values(stages).map(({ source }) => source), ...own].map((source) => ({ kind: 'piece', code, source }))
})

const lasting = (code: keyof typeof termsOfControl): Behaviour => ({ kind: 'term', code, source: byLaw(termsOfControl[code]) })

/** All behaviours, as the rules themselves tell them: what docs/law and the words of the screens are held against. */
export const behaviours: readonly Behaviour[] = [
  ...ofMeasures,
  ...ofRules('refusal', basisRefusals),
  ...ofRules('warning', basisWarnings),
  ...ofPieces,
  ...ofRules('refusal', [...equipmentRefusals, ...fittingRefusals, ...activationRefusals, ...variationRefusals]),
  ...ofRules('warning', [...activationWarnings, ...closingWarnings, ...executionWarnings]),
  ...orderSteps.flatMap((code) => sourcesOf(stepRules[code].restsOn).map((source) => ({ kind: 'step' as const, code, source }))),
  ...closingRules.map(({ code, provision }) => ({ kind: 'ending' as const, code, source: byLaw(provision) })),
  ...sourcesOf(damageSources).map((source) => ({ kind: 'refusal' as const, code: 'intent-not-found', source })),
  ...sourcesOf(damageSources).map((source) => ({ kind: 'refusal' as const, code: 'damage-not-intentional', source })),
  { kind: 'refusal', code: 'expiry-awaits-act', source: byLaw(resolution1369.closingGrounds) },
  { kind: 'refusal', code: 'ground-not-listed', source: byLaw(penalExecutionCode.releaseGrounds) },
  ...Object.entries(preTrialDocuments).flatMap(([code, provisions]) =>
    provisions.map((provision) => ({ kind: 'document' as const, code, source: byLaw(provision) })),
  ),
  ...deadlines.map(({ id, source }) => ({ kind: 'deadline' as const, code: id, source })),
  ...Object.entries(termBegins).map(([code, { provision }]) => ({ kind: 'term' as const, code, source: byLaw(provision) })),
  ...(['lastDay', 'suspension', 'prolongation', 'prolongationOfMinor', 'earlyRelease'] as const).map(lasting),
  ...Object.entries(conditionProvisions).map(([code, provision]) => ({
    kind: 'condition' as const,
    code,
    source: byLaw(provision),
  })),
  ...(Object.keys(calendarProvisions) as DayOffReason[]).map((code) => ({
    kind: 'calendar' as const,
    code,
    source: byLaw(calendarProvisions[code]),
  })),
]
