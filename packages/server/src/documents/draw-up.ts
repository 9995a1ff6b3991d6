import type { Asked } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import type { Document } from '@bilezik/documents'
import { type Instant, type Language, type Localised, citationOf, civilInKazakhstan } from '@bilezik/domain'
import { documentProvisions } from '@bilezik/law'
import { createHash } from 'node:crypto'
import { refuse } from '../http/refusal.ts'
import { instantOfDecision } from '../intake/check-records.ts'
import { wasTakenOver } from '../intake/order-facts.ts'
import { composers } from './compose/composers.ts'
import type { Composer, MissingFact } from './composer.ts'
import { known } from './parts.ts'
import { placesOf } from './places.ts'
import type { Sources } from './sources.ts'

type Envelope = Pick<Document, 'place' | 'organisation' | 'person' | 'order' | 'citations' | 'checkUrl' | 'signatures'>

const composerOf = (kind: Asked['kind']) => composers[kind] as unknown as Composer<Asked['kind']>

/** What keeps a document of this kind from being drawn up; empty: nothing does. */
export function missingFor(kind: Asked['kind'], sources: Sources): readonly MissingFact[] {
  const { facts, known: order } = sources
  const isPreTrial = order.documents.stage === 'pre-trial'
  const decision: MissingFact = {
    code: 'decision-not-recorded',
    citation: isPreTrial ? '1369 §6(1)' : 'PEC 6',
    // What was executed before it came into the system has a decision somewhere: it is for the subdivision to record it.
    owedBy: wasTakenOver(sources.file) ? 'subdivision' : isPreTrial ? 'body' : 'court',
  }
  // A package that came without the decision is sent back all the same.
  const needsDecision = facts.decision === null
  return [...(needsDecision ? [decision] : []), ...composerOf(kind).missing(sources)]
}

export function isHeadOnly(kind: Asked['kind']): boolean {
  return composerOf(kind).isHeadOnly === true
}

/** The language of a document: the person's own for what is told to the person, else as asked. */
export function languageOf(asked: Asked, { person }: Sources): Language {
  const language = asked.language ?? person.language
  if (composerOf(asked.kind).isForPerson && language !== person.language) {
    refuse('document-refused', {
      citation: '1369 §7(3)',
      fields: [{ path: 'body.document.language', message: 'told to the person in their own language' }],
    })
  }
  return language
}

function orderOf({ facts, measure, term, known: order }: Sources): Envelope['order'] {
  const decision = known(facts.decision)
  return {
    number: decision.number,
    decidedAt: instantOfDecision(decision.decidedOn, decision.decidedHour),
    isHourKnown: decision.decidedHour !== null,
    body: decision.body,
    official: decision.official,
    regime: measure,
    termFrom: term?.from ?? null,
    // While it rests nobody knows its end: what is stored is a bound of ours.
    termUntil: order.episodes.includes('term-rest') ? null : (term?.until ?? null),
  }
}

type Present = Parameters<typeof placesOf>[2]

/** Of a kind at which nobody is present there is nobody. */
const presentIn = (composed: object): Present => (composed as { readonly present?: Present }).present ?? []

function envelopeOf(sources: Sources, asked: Asked, present: Present, { standingBefore, checkUrl }: Surroundings): Envelope {
  const standing = asked.standing ?? standingBefore
  const { person, organisation, facts, known: order } = sources
  const { name, address, phone, place } = organisation
  const occasion = { isMinor: person.isMinor ?? false, ...composerOf(asked.kind).occasion?.(asked, sources) }
  const provisions = documentProvisions(asked.kind, order.regime, order.basis, occasion)
  return {
    place: asked.place ?? place,
    organisation: { name, address, phone },
    person: {
      fullName: person.fullName,
      standing: order.documents.stage === 'convicted' ? 'convicted' : standing,
      isMinor: person.isMinor ?? false,
      birthOn: person.birthOn,
      iin: person.iin,
      address: facts.residence?.address ?? facts.certificate?.residence ?? null,
      phone: person.phone,
    },
    order: orderOf(sources),
    citations: [...new Set(provisions.map(({ citation }) => citation))].map(citationOf),
    checkUrl,
    signatures: placesOf(asked, sources, present),
  }
}

export interface Composition {
  readonly language: Language
  /** The document as it would be, under any number and at any time. */
  readonly numbered: (sequence: number, issuedAt: Instant) => Document
  /** Of all that it says but number and time. */
  readonly digest: string
  /** Whom it is addressed to, by name; of the closing act the body, which is told so that nothing is watched any more. */
  readonly addressee: string | null
}

export interface Surroundings {
  readonly tx: ScopedTransaction
  /** As the document before told it. */
  readonly standingBefore: Envelope['person']['standing']
  readonly checkUrl: string | null
}

function addresseeIn(composed: object, language: Language): string | null {
  const addressee = (composed as { readonly addressee?: string | Localised }).addressee ?? null
  return addressee === null || typeof addressee === 'string' ? addressee : addressee[language]
}

/** Composes one document from the facts of its order; refuses what is missing, naming who owes it. */
export async function drawUp(sources: Sources, asked: Asked, around: Surroundings): Promise<Composition> {
  const missing = missingFor(asked.kind, sources)
  const [first] = missing
  if (first) {
    refuse('document-facts-missing', {
      detail: missing
        .map(({ code, owedBy, citation }) => `${code}: ${owedBy}${citation === null ? '' : ` (${citation})`}`)
        .join(', '),
      ...(first.citation !== null && { citation: first.citation }),
    })
  }
  const language = languageOf(asked, sources)
  const composed = await composerOf(asked.kind).compose(sources, asked, around.tx)
  const envelope = envelopeOf(sources, asked, presentIn(composed), around)
  const said = { ...composed, ...envelope }
  const year = civilInKazakhstan(sources.now).year
  // Of a signature drawn on the screen the time is that of issuing.
  const signatures = (envelope.signatures ?? []).map((signature) => ({ ...signature, signedAt: null }))
  return {
    language,
    addressee: addresseeIn(composed, language) ?? (asked.kind === 'closing-act' ? sources.body : null),
    numbered: (sequence, issuedAt) => ({ ...said, number: { sequence, year }, issuedAt }) as unknown as Document,
    digest: createHash('sha256')
      .update(JSON.stringify([language, { ...said, signatures, knownAt: null }]))
      .digest('hex'),
  }
}
