import { type Instant, type Measure, type StartEvent, packagePieces } from '@bilezik/domain'
import { type Done, type Moment, measureTable } from '@bilezik/law'
import { instantOf } from '../http/parse-request.ts'
import { dateInKazakhstan, instantOfDecision } from '../intake/check-records.ts'
import { type Facts, factsOf } from '../intake/facts-of.ts'
import type { CaseEvent, CaseFile } from '../intake/load-case-file.ts'

export type Evidence = Readonly<Record<string, unknown>>

/** How a deadline was met: by all of these together, the worst of them counting. */
export interface Met {
  readonly done: readonly [Done, ...Done[]]
  readonly at: Instant
  readonly evidence: Evidence
}

/** Something in the file that starts terms to run. The key tells it apart: what is corrected has another one. */
export interface Start {
  readonly event: StartEvent
  readonly key: string
  readonly started: Moment
  /** Absent: it is not met yet, or no event of the file can meet it. */
  readonly met?: Met
}

export interface FileBasis {
  readonly measure: Measure
  readonly decidedOn: string
}

/** What is being executed; undefined: no decision is known. */
export function basisOfFile({ events }: CaseFile, { decision }: Facts): FileBasis | undefined {
  if (decision) return { measure: decision.measure, decidedOn: decision.decidedOn }
  const takenOver = events.find(({ kind }) => kind === 'take-over')
  if (!takenOver) return undefined
  // Both were written from an order’s own columns.
  const measure = takenOver.body['regime'] as Measure
  return { measure, decidedOn: dateInKazakhstan(instantOf(takenOver.body['decidedAt'] as string, 'decidedAt')) }
}

const byEvent = (event: CaseEvent): Met => ({
  done: [{ kind: 'instant', at: event.at }],
  at: event.at,
  evidence: { kind: 'event', event: event.kind, sequence: event.sequence },
})

type Decision = NonNullable<Facts['decision']>
type Piece = Facts['pieces'][number]

const decidedAt = ({ decidedOn, decidedHour }: Decision): Moment =>
  decidedHour === null ? { kind: 'day', on: decidedOn } : { kind: 'instant', at: instantOfDecision(decidedOn, decidedHour) }

const written = (moment: Moment) => (moment.kind === 'day' ? moment.on : String(moment.at))

/** The package is sent when all of its pieces are; a piece whose sending was not noted was sent no later than it came. */
function sendingOf({ decision, pieces }: Facts): Met | undefined {
  const expected = packagePieces.filter((piece) => !(piece === 'qualification-decision' && decision?.isUnderArticle139))
  const found = expected.map((piece) => pieces.find((one) => one.piece === piece)).filter((one) => one !== undefined)
  if (found.length < expected.length) return undefined
  const whenSent = ({ sentAt, receivedAt }: Piece): Done & { readonly at: Instant } =>
    sentAt === null
      ? { kind: 'no-later-than', at: instantOf(receivedAt, 'receivedAt') }
      : { kind: 'instant', at: instantOf(sentAt, 'sentAt') }
  const [first, ...others] = found.map(whenSent)
  if (!first) return undefined
  const at = others.reduce((last, one) => (one.at > last ? one.at : last), first.at)
  return { done: [first, ...others], at, evidence: { kind: 'package', pieces: expected } }
}

function startsOfDecision(facts: Facts): Start[] {
  const { decision } = facts
  if (!decision) return []
  const started = decidedAt(decision)
  const met = sendingOf(facts)
  return [{ event: 'decision-taken', key: `file:decision ${decision.measure} ${written(started)}`, started, ...(met && { met }) }]
}

/** Execution begins with the check of the package, the first thing that the subdivision does with it. */
function startsOfReceipts({ events }: CaseFile, { pieces }: Facts): Start[] {
  const decision = pieces.find(({ piece }) => piece === 'measure-decision')
  return events.flatMap((event, index): Start[] => {
    if (event.kind !== 'receive' && event.kind !== 'receive-again') return []
    // Without the decision there is nothing to execute; the rest of a package may come later.
    if (event.kind === 'receive' && !decision) return []
    const at = event.kind === 'receive' && decision ? instantOf(decision.receivedAt, 'receivedAt') : event.at
    const check = events.slice(index).find(({ kind }) => kind === 'check')
    const key = `file:${event.kind} ${event.sequence} ${at}`
    return [{ event: 'package-received', key, started: { kind: 'instant', at }, ...(check && { met: byEvent(check) }) }]
  })
}

const startedBy = (event: CaseEvent, name: StartEvent): Start => ({
  event: name,
  key: `file:${event.kind} ${event.sequence}`,
  started: { kind: 'instant', at: event.at },
})

/** Whether the device is on the person already. */
const isWorn = ({ state }: CaseEvent) => state === 'fitted' || state === 'active'

/** Who is to know of a hospitalisation at once (1369 §18): the body, and the health institution. */
const toldOfHospitalisation = ['body', 'health-institution'] as const

/** Runs from when it became known here, not from the admission; met when everybody who is to be told was. */
function hospitalisation(begun: CaseEvent, after: readonly CaseEvent[]): Start {
  const knownAt = begun.body['knownAt']
  const started: Moment = { kind: 'instant', at: typeof knownAt === 'number' ? (knownAt as Instant) : begun.at }
  const told = toldOfHospitalisation.map((party) =>
    after.find(({ kind, body }) => kind === 'told' && body['about'] === 'hospitalisation' && body['party'] === party),
  )
  const last = told.every((one) => one !== undefined) ? told.toSorted((one, other) => one.at - other.at).at(-1) : undefined
  return { ...startedBy(begun, 'hospitalisation-known'), started, ...(last && { met: byEvent(last) }) }
}

/** Known only once it is over: the malfunction was noticed, and the replacement met it. */
function malfunction(replaced: CaseEvent): Start[] {
  const { noticedAt, isEquipmentFault, newDeviceId } = replaced.body
  if (isEquipmentFault !== true || newDeviceId === null || typeof noticedAt !== 'string') return []
  const started: Moment = { kind: 'instant', at: instantOf(noticedAt, 'noticedAt') }
  return [{ ...startedBy(replaced, 'malfunction-found'), started, met: byEvent(replaced) }]
}

function startsOfSteps({ events }: CaseFile): Start[] {
  return events.flatMap((event, index): Start[] => {
    if (event.kind === 'adopt') return [startedBy(event, 'person-registered')]
    if (event.kind === 'begin-hospitalisation') return [hospitalisation(event, events.slice(index + 1))]
    if (event.kind === 'replace-device') return malfunction(event)
    if (event.kind === 'activate' || event.kind === 'close') return [startedBy(event, 'register-changed')]
    if (
      event.kind === 'record' &&
      event.body['kind'] === 'medical' &&
      event.body['hasContraindication'] === true &&
      isWorn(event)
    ) {
      const closed = events.slice(index).find(({ kind }) => kind === 'close')
      return [{ ...startedBy(event, 'contraindication-known'), ...(closed && { met: byEvent(closed) }) }]
    }
    return []
  })
}

/** Of convicted persons: the act in force, and its receipt, with which the serving begins. */
function startsOfAct({ decision, pieces }: Facts): Start[] {
  if (!decision || measureTable[decision.measure].stage !== 'convicted') return []
  const inForceFrom = decision.act?.inForceFrom ?? null
  const received = pieces.find(({ piece }) => piece === 'measure-decision')?.receivedAt
  const starts: Start[] = []
  if (inForceFrom !== null) {
    const started: Moment = { kind: 'day', on: inForceFrom }
    starts.push({ event: 'act-in-force', key: `file:act ${decision.measure} ${inForceFrom}`, started })
  }
  if (received !== undefined) {
    const started: Moment = { kind: 'instant', at: instantOf(received, 'receivedAt') }
    starts.push({ event: 'serving-begun', key: `file:serving ${decision.measure} ${written(started)}`, started })
    starts.push({ event: 'court-order-received', key: `file:court-order ${decision.measure} ${written(started)}`, started })
  }
  return starts
}

/** Everything in the file that starts a term, in no order that matters. */
export function startsOfFile(file: CaseFile): Start[] {
  const facts = factsOf(file.events)
  return [...startsOfDecision(facts), ...startsOfReceipts(file, facts), ...startsOfSteps(file), ...startsOfAct(facts)]
}
