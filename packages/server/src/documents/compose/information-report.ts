import { alertTerms, findingTerms, obligationWords } from '@bilezik/documents'
import { type BlindCause, type Instant, citationOf, day, instantFromLocalMs, kazakhstanOffsetMs, minute } from '@bilezik/domain'
import type { ScopedTransaction } from '@bilezik/database'
import { daysOffBetween } from '@bilezik/law'
import { refuse } from '../../http/refusal.ts'
import { instantOf } from '../../http/parse-request.ts'
import { dateInKazakhstan } from '../../intake/check-records.ts'
import type { AskedOf, Composed, Composer } from '../composer.ts'
import { known, missingOf, owed, pastInstant } from '../parts.ts'
import { type Compliance, complianceOf } from '../report/compliance-of.ts'
import { type Story, loadStory, mostEvents } from '../report/load-story.ts'
import { requestsOf } from '../requests-of.ts'
import type { Sources } from '../sources.ts'

type Report = Composed<'information-report'>
interface Period {
  readonly from: Instant
  readonly until: Instant
}

const mostDays = 366

function periodOf({ from, until }: AskedOf<'information-report'>, { now }: Sources): Period {
  const period = { from: instantOf(from, 'body.document.from'), until: instantOf(until, 'body.document.until') }
  const field = (message: string) => refuse('document-refused', { fields: [{ path: 'body.document.until', message }] })
  if (period.until <= period.from) field('ends before it begins')
  if (period.until > now) field('of the time to come nothing is known')
  if (period.until - period.from > mostDays * day) field(`at most ${mostDays} days`)
  return period
}

/** In whole minutes that add up to the whole: what rounding leaves over counts as unclear. */
function obligationOf({ duty, keptMs, notKeptMs, unclearMs }: Compliance): NonNullable<Report['obligations']>[number] {
  const keptMinutes = Math.floor(keptMs / minute)
  const notKeptMinutes = Math.floor(notKeptMs / minute)
  const citation = duty.citation === null ? null : citationOf(duty.citation)
  return {
    what: obligationWords(duty.rule),
    source:
      duty.sourceKind === 'policy' || (duty.sourceKind === 'law' && citation === null)
        ? { kind: 'policy' }
        : duty.sourceKind === 'law' && citation
          ? { kind: 'law', citation }
          : { kind: 'order', citation },
    keptMinutes,
    notKeptMinutes,
    unclearMinutes: Math.round((keptMs + notKeptMs + unclearMs) / minute) - keptMinutes - notKeptMinutes,
  }
}

/** The zone whose presence is drawn: where the person has to be, else the first that is watched. */
function drawnZone({ duties }: Story) {
  return duties.find(({ rule }) => rule.kind === 'curfew') ?? duties.find(({ rule }) => 'zone' in rule)
}

const localMs = (at: number) => at + kazakhstanOffsetMs(at as Instant)

/** The presence of each day, midnight to midnight in Kazakhstan. */
function daysOf(story: Story, lineageId: string, { from, until }: Period): Report['days'] {
  const bands = story.bandsOf(lineageId)
  const first = Math.floor(localMs(from) / day)
  const last = Math.floor((localMs(until) - 1) / day)
  return Array.from({ length: last - first + 1 }, (_, i) => first + i).map((number) => {
    const begins = instantFromLocalMs(number * day)
    const ends = instantFromLocalMs((number + 1) * day)
    const spans = bands.flatMap((band) => {
      const tone = (['inside', 'outside', 'unknown'] as const).find((one) => one === band.value)
      const [start, end] = [Math.max(band.since, begins, from), Math.min(band.until ?? until, ends, until)]
      const [fromMinute, untilMinute] = [Math.round((start - begins) / minute), Math.round((end - begins) / minute)]
      return tone && fromMinute < untilMinute ? [{ from: fromMinute, until: Math.min(untilMinute, 1_440), tone }] : []
    })
    return { on: dateInKazakhstan(begins), spans: spans.slice(0, 300) }
  })
}

function blindOf({ blind }: Story): Report['blind'] {
  const byCause = Map.groupBy(blind, ({ cause }): BlindCause => cause)
  return [...byCause].map(([cause, times]) => ({
    cause,
    times: times.length,
    minutes: Math.round(times.reduce((sum, { from, until }) => sum + until - from, 0) / minute),
  }))
}

function eventsOf({ alerts }: Story): Report['events'] {
  return alerts.map(({ kind, from, until, conclusion }) => ({
    from,
    until,
    what: alertTerms[kind],
    finding: conclusion === null || conclusion === 'withdrawn' ? null : findingTerms[conclusion],
  }))
}

/** As it was recorded, or as the caller tells it. */
async function requestOf(tx: ScopedTransaction, sources: Sources, { request }: AskedOf<'information-report'>) {
  if (!('id' in request)) {
    return {
      number: request.number,
      receivedAt: pastInstant(request.receivedAt, 'request.receivedAt', sources),
      asked: request.asked,
      askedBy: null,
    }
  }
  const stored = (await requestsOf(tx, sources.file.id)).find(({ id }) => id === request.id)
  if (!stored) {
    return refuse('document-refused', { fields: [{ path: 'body.document.request.id', message: 'not a request on this order' }] })
  }
  return { number: stored.number, receivedAt: stored.receivedAt, asked: request.asked, askedBy: stored.askedBy }
}

/** The answer to a request: facts of the engine's stored timeline, as it knows them now. Whether they are violations, officials find. */
export const informationReport: Composer<'information-report'> = {
  missing: (sources) => missingOf([sources.term === null, owed(sources, 'nothing-collected', '1369 §9', 'subdivision')]),
  compose: async (sources, asked, tx) => {
    const period = periodOf(asked, sources)
    const request = await requestOf(tx, sources, asked)
    const story = await loadStory(tx, { orderId: sources.file.id, personId: sources.person.id, now: sources.now }, period)
    if (story.alerts.length > mostEvents) {
      refuse('document-refused', {
        fields: [{ path: 'body.document.until', message: `more than ${mostEvents} events: ask for a shorter period` }],
      })
    }
    const daysOff = daysOffBetween(
      dateInKazakhstan((period.from - day) as Instant),
      dateInKazakhstan((period.until + day) as Instant),
    )
    const zone = drawnZone(story)
    return {
      kind: 'information-report',
      addressee: request.askedBy ?? known(sources.body),
      request: { number: request.number, receivedAt: request.receivedAt, asked: request.asked },
      ...period,
      knownAt: sources.now,
      obligations: complianceOf(story, period, daysOff).map(obligationOf),
      zone: zone && 'zone' in zone.rule ? zone.rule.zone.name : null,
      days: zone ? daysOf(story, zone.lineageId, period) : [],
      blind: blindOf(story),
      events: eventsOf(story),
    }
  },
}
