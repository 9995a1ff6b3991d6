import type { ScopedTransaction } from '@bilezik/database'
import { isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import { putIntoKit, takeFromKit } from '../devices/kit.ts'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { type CaseFile, lockCaseFile } from '../intake/case-events.ts'
import { writePlan } from '../orders/write-plan.ts'
import { decidedOf } from './fitting.ts'

/** Between the decision on equipment and the fitting: afterwards a piece is exchanged by a replacement, with its act. */
function requireBeforeFitting(file: CaseFile): void {
  if (file.state !== 'equipment-decided') refuse('step-not-allowed', { detail: file.state })
}

/** The one piece in scope with this printed on it. */
async function pieceOf(tx: ScopedTransaction, code: string) {
  const found = await tx
    .selectFrom('devices')
    .select(['id', 'class'])
    .where((e) => e.or([e('identifier', '=', code), e('serial_number', '=', code), e('iccid', '=', code)]))
    .limit(2)
    .execute()
  const [piece, another] = found
  if (!piece) return refuse('not-found', { detail: code })
  if (another) refuse('not-found', { detail: `${code}: more than one piece` })
  return piece
}

async function isInKitOf(tx: ScopedTransaction, personId: string, deviceId: string): Promise<boolean> {
  const entry = await tx
    .selectFrom('kit_devices')
    .select('device_id')
    .where('device_id', '=', deviceId)
    .where('person_id', '=', personId)
    .where('role', '<>', 'protected')
    .where(sql<boolean>`upper_inf(during)`)
    .executeTakeFirst()
  return entry !== undefined
}

export const pairDevice: Handler<'pairDevice'> = async ({ tx, params, body, session, now, log }) => {
  // The file is locked: two who fit the same person come one after the other.
  const file = await lockCaseFile(tx, params.orderId)
  const piece = await pieceOf(tx, body.code)
  const about = { personId: file.personId, subjectId: piece.id, organisationId: file.organisationId }
  if (await isInKitOf(tx, file.personId, piece.id)) {
    await log({ ...about, detail: { isRepeat: true } })
    return { deviceId: piece.id }
  }
  requireBeforeFitting(file)
  if (piece.class === null || !decidedOf(file).equipment.includes(piece.class)) {
    refuse('equipment-not-decided', { citation: '1369 §16', detail: piece.class ?? 'no class' })
  }
  const entry = { deviceId: piece.id, personId: file.personId, from: now, now, userId: session.user.id, role: body.role }
  await putIntoKit(tx, entry)
  await log({ ...about, detail: { role: body.role } })
  return { deviceId: piece.id }
}

export const unpairDevice: Handler<'unpairDevice'> = async ({ tx, params, session, now, log }) => {
  const file = await lockCaseFile(tx, params.orderId)
  requireBeforeFitting(file)
  if (!(await isInKitOf(tx, file.personId, params.deviceId))) refuse('not-found')
  const by = { userId: session.user.id, personId: file.personId }
  const entry = await tx
    .selectFrom('kit_devices')
    .select(sql<boolean>`lower(during) >= ${isoInstant(now)}::timestamptz`.as('isOfThisInstant'))
    .where('device_id', '=', params.deviceId)
    .where(sql<boolean>`upper_inf(during)`)
    .executeTakeFirstOrThrow()
  // A time in a kit has some length.
  if (entry.isOfThisInstant) refuse('step-not-allowed', { detail: 'this instant' })
  await takeFromKit(tx, params.deviceId, now, by)
  await writePlan(tx, file.personId, now, now)
  await log({ personId: file.personId, subjectId: params.deviceId, organisationId: file.organisationId })
  return {}
}
