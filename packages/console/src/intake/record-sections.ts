import {
  cohabitantsOutcomes,
  convictingActs,
  defenceNeeds,
  measuresWithoutTracking,
  packagePieces,
  regimes,
  supervisionGrounds,
  trackingGrounds,
  trackingTimings,
} from '@bilezik/domain'

/** One person who stood by, as typed. */
export interface AttendantDraft {
  readonly name: string
  readonly capacity: string
}
export type Value = string | boolean | readonly string[] | readonly AttendantDraft[]
/** A section of the form as it is filled in, by the names of its fields. */
export type Values = Readonly<Record<string, Value>>

export interface Field {
  readonly name: string
  readonly kind: 'text' | 'area' | 'date' | 'hour' | 'moment' | 'choice' | 'check' | 'several' | 'lines' | 'people' | 'place'
  /** Of a choice: the list whose words are shown, and what it may be. */
  readonly list?: string
  readonly options?: readonly string[]
  /** The section may be told without it. */
  readonly isOptional?: true
  readonly isShown?: (values: Values) => boolean
  readonly initial?: Value
}

export interface Section {
  /** The kind of the record, and of a piece which one. */
  readonly key: SectionKey
  readonly fields: readonly Field[]
}

const convicted = [
  'restriction-of-freedom',
  'conditional-sentence',
  'parole',
  'administrative-supervision',
  ...measuresWithoutTracking.slice(2),
]

/** Whether the order rests on a court act after trial: other papers, other questions. */
export const isOfConvicted = ({ measure }: Values): boolean => typeof measure === 'string' && convicted.includes(measure)
const isPreTrial = (values: Values) => !isOfConvicted(values)
const isUnder = (measure: string) => (values: Values) => values['measure'] === measure

const text = (name: string, more: Partial<Field> = {}): Field => ({ name, kind: 'text', ...more })
const choice = (name: string, list: string, options: readonly string[], more: Partial<Field> = {}): Field => ({
  name,
  kind: 'choice',
  list,
  options,
  ...more,
})
const optional = { isOptional: true } as const

const decision: readonly Field[] = [
  choice('measure', 'measure', [...regimes, ...measuresWithoutTracking]),
  text('number'),
  { name: 'decidedOn', kind: 'date' },
  { name: 'decidedHour', kind: 'hour', isOptional: true },
  text('body'),
  text('official'),
  choice('orderedWith', 'orderedWith', trackingTimings, { isShown: isPreTrial, initial: 'measure' }),
  { name: 'hasTrackingNote', kind: 'check' },
  { name: 'isUnderArticle139', kind: 'check', isShown: isPreTrial },
  text('court', { ...optional, isShown: isUnder('house-arrest') }),
  text('authorisationNumber', { ...optional, isShown: isUnder('house-arrest') }),
  { name: 'authorisedOn', kind: 'date', isOptional: true, isShown: isUnder('house-arrest') },
  choice('act', 'act', convictingActs, { isShown: isOfConvicted, initial: 'court-act' }),
  { name: 'inForceFrom', kind: 'date', isOptional: true, isShown: isOfConvicted },
  { name: 'isCitizen', kind: 'check', isShown: isUnder('administrative-supervision'), initial: true },
  choice('supervisionGround', 'supervisionGround', supervisionGrounds, {
    ...optional,
    isShown: isUnder('administrative-supervision'),
  }),
]

const piece: readonly Field[] = [
  { name: 'sentAt', kind: 'moment', isOptional: true },
  { name: 'receivedAt', kind: 'moment' },
  { name: 'isCertified', kind: 'check' },
]

export const pieceKeys = packagePieces.map((one) => `piece:${one}` as const)
export type SectionKey =
  | (typeof pieceKeys)[number]
  | 'decision'
  | 'ground'
  | 'certificate'
  | 'explanation'
  | 'medical'
  | 'cohabitants-receipt'
  | 'residence'
  | 'concealment'

/** The package in the order in which it lies on the desk. */
export const sections: readonly Section[] = [
  { key: 'decision', fields: decision },
  {
    key: 'ground',
    fields: [
      choice('ground', 'ground', trackingGrounds),
      { name: 'applicants', kind: 'lines', isShown: ({ ground }) => ground === 'threat' },
    ],
  },
  ...pieceKeys.map((key): Section => ({ key, fields: piece })),
  {
    key: 'certificate',
    fields: [
      { name: 'crime', kind: 'area', isOptional: true },
      choice('defenderKnown', 'defenderKnown', ['named', 'none', 'silent'], { initial: 'silent' }),
      text('defender', { isShown: ({ defenderKnown }) => defenderKnown === 'named' }),
      { name: 'defenceNeeds', kind: 'several', list: 'defenceNeed', options: defenceNeeds },
      { name: 'specialisedHealth', kind: 'area', isOptional: true },
      text('investigatorContacts', optional),
      text('residence', optional),
      { name: 'criminalRecord', kind: 'area', isOptional: true },
      text('workOrStudy', optional),
    ],
  },
  {
    key: 'explanation',
    fields: [
      { name: 'explainedOn', kind: 'date' },
      text('official'),
      { name: 'attendants', kind: 'people' },
      { name: 'isCopyHandedOver', kind: 'check' },
      { name: 'isAppealExplained', kind: 'check' },
    ],
  },
  {
    key: 'medical',
    fields: [
      { name: 'examinedOn', kind: 'date' },
      text('institution'),
      text('documentNumber'),
      choice('hasContraindication', 'contraindication', ['no', 'yes']),
    ],
  },
  {
    key: 'cohabitants-receipt',
    fields: [choice('outcome', 'outcome', cohabitantsOutcomes), { name: 'takenOn', kind: 'date' }, text('takenBy')],
  },
  {
    key: 'residence',
    fields: [
      choice('tenure', 'tenure', ['permanent', 'temporary'], { initial: 'permanent' }),
      { name: 'address', kind: 'place' },
    ],
  },
  {
    key: 'concealment',
    fields: ['measures', 'placesVisited', 'waysOfMoving', 'health', 'maritalStatus', 'lifestyle'].map((name) => ({
      name,
      kind: 'area' as const,
    })),
  },
]

export const fieldsOf = (key: SectionKey): readonly Field[] => sections.find((section) => section.key === key)?.fields ?? []

const blankOf = ({ kind, initial }: Field): Value =>
  initial ?? (kind === 'check' ? false : kind === 'several' || kind === 'people' ? [] : '')

export function blankValues(key: SectionKey): Values {
  const fields = Object.fromEntries(fieldsOf(key).map((field) => [field.name, blankOf(field)]))
  return key === 'residence' ? { ...fields, lat: '', lon: '' } : fields
}

/** Nothing was entered: what stands there stood there before. */
export function isBlank(key: SectionKey, values: Values): boolean {
  const blank = blankValues(key)
  return Object.keys(blank).every((name) => JSON.stringify(values[name] ?? blank[name]) === JSON.stringify(blank[name]))
}
