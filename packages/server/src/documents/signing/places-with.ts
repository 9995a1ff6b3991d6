import type { DocumentEntry } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import type { SignatoryRole } from '@bilezik/domain'

/** A place as it was printed; signed on the screen while the document was issued, its image stands on the paper. */
export interface PrintedPlace {
  readonly role: SignatoryRole
  readonly name?: string | null | undefined
  readonly image?: string | null | undefined
  readonly hasRefused?: boolean | undefined
}

interface LaterSignature {
  readonly id: string
  readonly role: string
  readonly name: string
  readonly method: DocumentEntry['signatures'][number]['method']
}

type Signatory = Pick<LaterSignature, 'role' | 'name'>

export interface Place {
  readonly role: SignatoryRole
  readonly name: string | null
  readonly state: DocumentEntry['places'][number]['state']
  readonly signatureId: string | null
}

function printed({ role, name = null, image = null, hasRefused = false }: PrintedPlace): Place {
  return { role, name, state: hasRefused ? 'refused' : image === null ? 'open' : 'signed', signatureId: null }
}

/** Two of one capacity are told apart by their names; whoever refused may sign after all. */
function placeOf(places: readonly Place[], { role, name }: Signatory): number {
  const open = places.map((place, at) => ({ ...place, at })).filter((place) => place.role === role && place.state !== 'signed')
  return (open.find((place) => place.name === name) ?? open.find((place) => place.name === null) ?? open[0])?.at ?? -1
}

/** What was signed after a document was issued, in the order in which it was. */
export async function laterSignatures(tx: ScopedTransaction, documentId: string): Promise<LaterSignature[]> {
  return tx
    .selectFrom('document_signatures')
    .select(['id', 'role', 'name', 'method'])
    .where('document_id', '=', documentId)
    .orderBy('id')
    .execute()
}

/** The places of a document, each as it stands after what was signed later, in the order in which it was. */
export function placesWith(
  onPaper: readonly PrintedPlace[],
  later: readonly LaterSignature[],
  waiting: readonly Signatory[] = [],
): Place[] {
  const places = onPaper.map(printed)
  for (const signature of later) {
    const at = placeOf(places, signature)
    const place = places[at]
    if (!place) continue
    const state = signature.method === 'refused' ? 'refused' : 'signed'
    places[at] = { ...place, name: place.name ?? signature.name, state, signatureId: signature.id }
  }
  for (const signatory of waiting) {
    const at = placeOf(places, signatory)
    const place = places[at]
    if (place) places[at] = { ...place, name: place.name ?? signatory.name, state: 'waiting' }
  }
  return places
}

/** Nobody signs one place twice: a second click, or two officials at once. */
export function isSettled(places: readonly Place[], { role, name }: Signatory): boolean {
  const own = places.filter((place) => place.role === role)
  const signed = own.filter(({ state }) => state === 'signed')
  return signed.some((place) => place.name === name) || (own.length > 0 && signed.length === own.length)
}

/** Every place that is printed is signed. One that nobody had to sign is signed by the first who does. */
export function isSignedThroughout(places: readonly Place[], later: readonly LaterSignature[]): boolean {
  if (places.length === 0) return later.some(({ method }) => method !== 'refused')
  return places.every(({ state }) => state === 'signed')
}
