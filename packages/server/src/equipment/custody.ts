import type { ScopedTransaction } from '@bilezik/database'
import { type EquipmentCondition, type EquipmentMove, type Instant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import { refuse } from '../http/refusal.ts'

export interface LockedPiece {
  readonly id: string
  readonly organisationId: string
  readonly condition: EquipmentCondition
  readonly holder: string | null
  readonly isInKit: boolean
}

/** The piece, held until the transaction ends: two who move it at once come one after the other. Out of scope it is not there. */
export async function lockPiece(tx: ScopedTransaction, deviceId: string): Promise<LockedPiece> {
  const piece = await tx
    .selectFrom('devices')
    .select(['id', 'organisation_id as organisationId', 'condition', 'holder'])
    .where('id', '=', deviceId)
    .forUpdate()
    .executeTakeFirst()
  if (!piece) return refuse('not-found')
  const kit = await tx
    .selectFrom('kit_devices')
    .select('device_id')
    .where('device_id', '=', deviceId)
    .where(sql<boolean>`upper_inf(during)`)
    .executeTakeFirst()
  return { ...piece, isInKit: kit !== undefined }
}

export interface NewMove {
  readonly kind: EquipmentMove
  readonly at: Instant
  readonly userId: string | null
  readonly organisationId: string
  readonly condition: EquipmentCondition
  readonly fromHolder?: string | null
  readonly toHolder?: string | null
  readonly personId?: string
  readonly document?: string | null
  readonly note?: string
}

/** A link of the chain of custody; the piece is locked. */
export async function addMove(tx: ScopedTransaction, deviceId: string, move: NewMove): Promise<void> {
  await tx
    .insertInto('device_moves')
    .values({
      device_id: deviceId,
      sequence: sql<number>`(SELECT coalesce(max(sequence), 0) + 1 FROM device_moves WHERE device_id = ${deviceId})`,
      at: isoInstant(move.at),
      user_id: move.userId,
      kind: move.kind,
      from_holder: move.fromHolder ?? null,
      to_holder: move.toHolder ?? null,
      person_id: move.personId ?? null,
      organisation_id: move.organisationId,
      condition: move.condition,
      document: move.document ?? null,
      note: move.note ?? '',
    })
    .execute()
}
