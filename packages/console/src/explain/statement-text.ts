import { type Language, type Statement, type StatementCode, type StatementParams } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { age, exactly } from '../format/duration.ts'
import { distance, percent, probability } from '../format/number.ts'
import { dateAndTime, moment } from '../format/time.ts'
import { signalText } from '../panel/signal-text.ts'

export interface Teller {
  readonly t: TFunction
  readonly language: Language
  /** The day of the event: a time on it needs no date. */
  readonly dayMs: number
}

/** «1.4 km outside», «40 m inside». */
export function borderText(metres: number, { t, language }: Pick<Teller, 't' | 'language'>): string {
  return t(metres < 0 ? 'explain.within' : 'explain.beyond', { distance: distance(metres, language) })
}

type Words = Readonly<Record<string, string | number>>

const none = (): Words => ({})
const zone = (params: { readonly zone: string }): Words => ({ zone: params.zone })
const at = (params: { readonly at: number }, { language, dayMs }: Teller): Words => ({ at: moment(params.at, dayMs, language) })
const span = (params: { readonly from: number; readonly until: number }, { language, dayMs }: Teller): Words => ({
  from: moment(params.from, dayMs, language),
  until: moment(params.until, dayMs, language),
})
const limit = (params: { readonly limitPercent: number }, { language }: Teller): Words => ({
  limit: percent(params.limitPercent, language),
})
const momentAndProbability = (params: { readonly at: number; readonly probability: number }, teller: Teller): Words => ({
  ...at(params, teller),
  probability: probability(params.probability, teller.language),
})

/** How the facts of each statement are written. A new statement without a line here does not compile. */
const words: { readonly [Code in StatementCode]: (params: StatementParams[Code], teller: Teller) => Words } = {
  raised: ({ alertKind, beganAt, noticedAt }, { t, language, dayMs }) => ({
    alert: t(`alert.${alertKind}`),
    began: dateAndTime(beganAt, language),
    noticed: moment(noticedAt, dayMs, language),
  }),
  'duty-home': (params, teller) => ({ ...zone(params), ...span(params, teller) }),
  'duty-home-always': zone,
  'duty-away': (params, teller) => ({ ...zone(params), ...span(params, teller) }),
  'duty-away-always': zone,
  'duty-distance': ({ metres }, { language }) => ({ metres: distance(metres, language) }),
  'duty-territory': zone,
  'duty-wear': none,
  'duty-charge': limit,
  'duty-contact': ({ everyMs }, { language }) => ({ every: exactly(everyMs / 1_000, language) }),
  'duty-none': none,
  version: ({ version, from, until }, { language }) => ({
    version,
    from: dateAndTime(from, language),
    until: dateAndTime(until, language),
  }),
  grace: ({ graceMs }, { language }) => ({ grace: exactly(graceMs / 1_000, language) }),
  'no-grace': none,
  'no-permit': none,
  'permit-short': (params, teller) => ({
    ...span(params, teller),
    permit: teller.t(`permits.kind.${params.permitKind}`),
    why: teller.t(`reason.shortfall.${params.shortfall}`),
  }),
  'permit-elsewhen': (params, teller) => ({
    ...span(params, teller),
    given: moment(params.givenAt, teller.dayMs, teller.language),
  }),
  believed: (params, teller) => ({
    ...zone(params),
    probability: probability(params.probability, teller.language),
    distance: borderText(params.distanceMetres, teller),
  }),
  'believed-close': (params, teller) => ({
    ...zone(params),
    metres: distance(params.metres, teller.language),
    probability: probability(params.probability, teller.language),
    distance: borderText(params.distanceMetres, teller),
  }),
  'believed-near': ({ metres, probability: share }, { language }) => ({
    metres: distance(metres, language),
    probability: probability(share, language),
  }),
  fixes: (params, teller) => ({ ...span(params, teller), total: params.count, forCount: params.forCount }),
  'began-at': (params, { language }) => ({ probability: probability(params.probability, language) }),
  threshold: ({ probability: share, wrongOneIn }, { language }) => ({ probability: probability(share, language), wrongOneIn }),
  reached: momentAndProbability,
  signal: (params, teller) => ({ ...at(params, teller), signal: signalText(params.signal, teller.t) }),
  silence: ({ lastContactAt, everyMs, silentMs }, { language, dayMs }) => ({
    last: moment(lastContactAt, dayMs, language),
    every: exactly(everyMs / 1_000, language),
    silent: age(silentMs, language),
  }),
  unconfirmed: ({ lastSeenAt, since, because }, { language, dayMs, t }) => ({
    lastSeenAt: moment(lastSeenAt, dayMs, language),
    since: moment(since, dayMs, language),
    because: t(`because.${because}`),
  }),
  'own-outage': ({ blindMs }, { language }) => ({ blind: age(blindMs, language) }),
  charge: (params, teller) => ({ ...limit(params, teller), level: percent(params.levelPercent, teller.language) }),
  'charge-said-low': none,
  blind: (params, teller) => ({ ...span(params, teller), because: teller.t(`because.${params.because}`) }),
  'precision-unstated': ({ count }) => ({ total: count }),
  'reason-unknown': none,
  'hand-unknown': none,
  'whereabouts-unknown': none,
  'otherwise-without-strongest': momentAndProbability,
  'otherwise-same-without': momentAndProbability,
  'otherwise-fix': none,
  'otherwise-further': none,
  'otherwise-permit': none,
  'otherwise-contact': ({ by }, { language, dayMs }) => ({ by: moment(by, dayMs, language) }),
  'otherwise-charged': limit,
  'otherwise-counterpart': none,
  lasts: none,
  over: at,
  amended: (params, teller) => ({
    ...at(params, teller),
    before: moment(params.beganBefore, teller.dayMs, teller.language),
    after: moment(params.beganAfter, teller.dayMs, teller.language),
  }),
  withdrawn: at,
  disproved: at,
  'no-finding': none,
}

/** Statements whose sentence is another one for the inside than for the outside. */
type Sided = 'believed' | 'otherwise-fix'
type StatementKey = Exclude<StatementCode, Sided> | `${Sided}-${'inside' | 'outside'}`

function keyOf(statement: Statement): StatementKey {
  return statement.code === 'believed' || statement.code === 'otherwise-fix'
    ? `${statement.code}-${statement.params.side}`
    : statement.code
}

/** One statement as a whole sentence in the reader's language. */
export function statementText(statement: Statement, teller: Teller): string {
  // The table holds for each code just its own facts; the compiler cannot follow that through an index.
  const write = words[statement.code] as (params: Statement['params'], teller: Teller) => Words
  // Any key of the catalogue: which places its sentence has, a test compares.
  const say = teller.t as unknown as (key: `statement.${StatementKey}`, values: Words) => string
  return say(`statement.${keyOf(statement)}`, write(statement.params, teller))
}
