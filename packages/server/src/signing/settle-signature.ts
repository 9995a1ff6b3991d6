import type { SigningCode } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import type { Document } from '@bilezik/documents'
import { type Instant, isoInstant, later } from '@bilezik/domain'
import { isSettled, laterSignatures, placesWith } from '../documents/signing/places-with.ts'
import { lockCaseFile } from '../intake/case-events.ts'
import type { CertificateTold, Judged } from './judge-answer.ts'
import { revocationWays } from './ncanode.ts'
import type { WaitingSignature } from './waiting-signature.ts'

/** Tells nothing of the signature: it is checked again later. */
const passing: ReadonlySet<SigningCode> = new Set(['service-away', 'service-unclear', 'revocation-unknown'])

async function accept(
  tx: ScopedTransaction,
  waiting: WaitingSignature,
  certificate: CertificateTold,
  now: Instant,
): Promise<void> {
  await lockCaseFile(tx, waiting.orderId)
  const places = placesWith((waiting.content as Document).signatures ?? [], await laterSignatures(tx, waiting.documentId))
  if (isSettled(places, waiting)) return refuseIt(tx, waiting, 'signed-meanwhile', {}, now)
  const { id } = await tx
    .insertInto('document_signatures')
    .values({
      document_id: waiting.documentId,
      document_sha256: waiting.sha256,
      role: waiting.role,
      name: waiting.name,
      method: 'cms',
      signed_at: isoInstant(waiting.submittedAt),
      recorded_by: waiting.userId,
      media_type: 'application/pkcs7-signature',
      bytes: waiting.cms,
      file_id: null,
      detail: JSON.stringify({ certificate, checkedAt: isoInstant(now), checkedBy: 'NCANode', revocation: revocationWays }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('electronic_signatures')
    .set({ state: 'accepted', code: null, attempts: waiting.attempts + 1, settled_at: isoInstant(now), signature_id: id })
    .where('id', '=', waiting.id)
    .execute()
}

async function refuseIt(
  tx: ScopedTransaction,
  { id, attempts }: WaitingSignature,
  code: SigningCode,
  detail: object,
  now: Instant,
) {
  await tx
    .updateTable('electronic_signatures')
    .set({ state: 'refused', code, attempts: attempts + 1, settled_at: isoInstant(now), detail: JSON.stringify(detail) })
    .where('id', '=', id)
    .execute()
}

/** Writes down what came of a check; of two at once the second finds it settled. */
export async function settleSignature(
  tx: ScopedTransaction,
  waiting: WaitingSignature,
  judged: Judged & { readonly said?: string },
  pausesMs: readonly number[],
  now: Instant,
): Promise<void> {
  const held = await tx
    .selectFrom('electronic_signatures')
    .select(['state', 'attempts'])
    .where('id', '=', waiting.id)
    .forUpdate()
    .executeTakeFirst()
  if (held?.state !== 'waiting' || held.attempts !== waiting.attempts) return
  if ('certificate' in judged) return accept(tx, waiting, judged.certificate, now)
  const { code, said } = judged
  const detail = said === undefined ? {} : { said }
  if (!passing.has(code)) return refuseIt(tx, waiting, code, detail, now)
  const pauseMs = pausesMs[waiting.attempts]
  if (pauseMs === undefined) return refuseIt(tx, waiting, 'never-checked', { ...detail, last: code }, now)
  await tx
    .updateTable('electronic_signatures')
    .set({ code, attempts: waiting.attempts + 1, next_at: isoInstant(later(now, pauseMs)), detail: JSON.stringify(detail) })
    .where('id', '=', waiting.id)
    .execute()
}
