import { type Language } from '@bilezik/domain'
import { NetworkFailure, call } from '../../api/client.ts'
import { type Signable, type SignablePlace } from '../sign/WhatIsSigned.tsx'
import { type NcalayerOutcome, signByNcalayer } from './ncalayer.ts'

/** Larger than any paper of ours. */
const mostPdfBytes = 20_000_000

function base64Of(bytes: Uint8Array): string {
  const pieces: string[] = []
  // Longer lists of arguments overflow the stack.
  for (let at = 0; at < bytes.length; at += 8_192) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8_192)))
  return btoa(pieces.join(''))
}

async function pdfOf(documentId: string): Promise<Uint8Array> {
  const response = await fetch(`/api/documents/${encodeURIComponent(documentId)}/pdf`)
  if (!response.ok) throw new NetworkFailure('unreadable', 'no PDF', response.status)
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (bytes.length > mostPdfBytes) throw new NetworkFailure('unreadable', 'too large', response.status)
  return bytes
}

export type SignedHere = Exclude<NcalayerOutcome, { readonly kind: 'signed' }> | { readonly kind: 'handed-in' }

interface SignHere {
  readonly document: Signable
  readonly place: SignablePlace
  readonly language: Language
  readonly signal: AbortSignal
}

/** The paper's own bytes to NCALayer, what comes back to the server. Throws where the server refuses. */
export async function signHere({ document, place, language, signal }: SignHere): Promise<SignedHere> {
  const outcome = await signByNcalayer({ data: base64Of(await pdfOf(document.id)), language }, signal)
  if (outcome.kind !== 'signed') return outcome
  await call('signElectronically', {
    params: { documentId: document.id },
    body: { role: place.role, pdfSha256: document.pdfSha256 ?? '', cms: outcome.cms },
  })
  return { kind: 'handed-in' }
}
