import { type Instant, isoInstant, moveRules } from '@bilezik/domain'
import type { ScopedTransaction } from '@bilezik/database'
import type { Handler } from '../http/implement.ts'
import { instantOf } from '../http/parse-request.ts'
import { refuse } from '../http/refusal.ts'
import { requireOrganisation } from '../organisations/in-scope.ts'
import { type LockedPiece, addMove, lockPiece } from './custody.ts'

function requireField(isThere: boolean, path: string, message: string): void {
  if (!isThere) refuse('bad-request', { fields: [{ path, message }] })
}

async function lastMoveAt(tx: ScopedTransaction, deviceId: string): Promise<Instant | undefined> {
  const last = await tx
    .selectFrom('device_moves')
    .select('at')
    .where('device_id', '=', deviceId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.at
}

/** A chain of custody runs forward: who had it on a day must not change by what is entered later. */
async function requireInOrder(tx: ScopedTransaction, piece: LockedPiece, at: Instant, now: Instant): Promise<void> {
  const last = await lastMoveAt(tx, piece.id)
  if (at > now || (last !== undefined && at < last)) refuse('equipment-move-untimely')
}

export const moveEquipment: Handler<'moveEquipment'> = async ({ tx, params, body, session, now, log }) => {
  const piece = await lockPiece(tx, params.deviceId)
  if (body.organisationId !== undefined) await requireOrganisation(tx, body.organisationId)
  const rule = moveRules[body.kind]
  if (!rule.from.includes(piece.condition)) refuse('equipment-move-impossible', { detail: piece.condition })
  if (piece.isInKit && !rule.isPossibleInKit) refuse('device-in-use')
  const isToAnother = body.kind === 'handed-over' || body.kind === 'dispatched'
  const changesHolder = isToAnother || body.kind === 'sent-to-repair'
  requireField(!changesHolder || body.toHolder !== null, 'body.toHolder', 'whoever takes it over is needed')
  requireField(!rule.needsDocument || body.document !== null, 'body.document', 'the number of the act is needed')
  requireField(
    body.organisationId === undefined || isToAnother,
    'body.organisationId',
    'only when it is handed over or sent on its way',
  )
  // What is recorded without a time follows what stands, also where a clock was set back.
  const at = body.at === undefined ? now : instantOf(body.at, 'body.at')
  await requireInOrder(tx, piece, at, now)
  const organisationId = body.organisationId ?? piece.organisationId
  const condition = rule.to ?? piece.condition
  const holder = body.toHolder ?? piece.holder
  await addMove(tx, piece.id, {
    kind: body.kind,
    at,
    userId: session.user.id,
    organisationId,
    condition,
    fromHolder: piece.holder,
    toHolder: holder,
    document: body.document,
    note: body.note,
  })
  await tx.updateTable('devices').set({ organisation_id: organisationId, condition, holder }).where('id', '=', piece.id).execute()
  await log({
    subjectId: piece.id,
    organisationId: piece.organisationId,
    detail: { kind: body.kind, at: isoInstant(at), ...(organisationId !== piece.organisationId && { to: organisationId }) },
  })
  return {}
}
