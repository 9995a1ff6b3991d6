import type { ScopedTransaction } from '@bilezik/database'
import { type DeviceRole, type Instant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import { addMove, lockPiece } from '../equipment/custody.ts'
import { isOverlap, isUniqueViolation } from '../http/database-errors.ts'
import type { Handler } from '../http/implement.ts'
import { instantOf } from '../http/parse-request.ts'
import { refuse } from '../http/refusal.ts'
import { writeBlindUntilKnown, writePlan } from '../orders/write-plan.ts'
import { concerning, requirePerson } from '../persons/in-scope.ts'

type KitEntry = {
  readonly deviceId: string
  readonly personId: string
  readonly from: Instant
  readonly now: Instant
  readonly userId: string
} & ({ readonly role: DeviceRole } | { readonly role: 'protected'; readonly protectedPersonId: string })

/** Puts a device into a person's kit and tells the engine; refuses one that is out of scope, in a kit already or not fit. */
export async function putIntoKit(
  tx: ScopedTransaction,
  { deviceId, personId, from, now, userId, ...as }: KitEntry,
): Promise<void> {
  const device = await lockPiece(tx, deviceId)
  if (device.condition !== 'serviceable') refuse('device-unfit', { detail: device.condition })
  await tx
    .insertInto('kit_devices')
    .values({
      device_id: deviceId,
      person_id: personId,
      role: as.role,
      protected_person_id: as.role === 'protected' ? as.protectedPersonId : null,
      during: sql<string>`tstzrange(${isoInstant(from)}, NULL)`,
    })
    .execute()
    .catch((error: unknown) => (isOverlap(error) || isUniqueViolation(error) ? refuse('device-in-use') : Promise.reject(error)))
  const { organisationId, condition, holder } = device
  await addMove(tx, deviceId, { kind: 'issued', at: from, userId, organisationId, condition, fromHolder: holder, personId })
  await writePlan(tx, personId, from, now)
  await writeBlindUntilKnown(tx, personId, from, now)
}

/** The piece comes back to whoever answered for it before; one that moved to another organisation meanwhile tells its chain there. */
async function noteReturn(
  tx: ScopedTransaction,
  deviceId: string,
  { at, userId, personId, found }: TakenBack & { readonly at: Instant },
): Promise<void> {
  const isInScope = await tx.selectFrom('devices').select('id').where('id', '=', deviceId).executeTakeFirst()
  if (!isInScope) return
  const { organisationId, condition, holder } = await lockPiece(tx, deviceId)
  const stays = { at, userId, personId, organisationId, toHolder: holder }
  if (found !== 'lost') await addMove(tx, deviceId, { ...stays, kind: 'returned', condition })
  if (found === undefined) return
  const kind = found === 'lost' ? 'lost' : 'found-faulty'
  await addMove(tx, deviceId, { ...stays, kind, condition: found, fromHolder: holder })
  await tx.updateTable('devices').set({ condition: found }).where('id', '=', deviceId).execute()
}

export const issueDevice: Handler<'issueDevice'> = async ({ tx, params, body, now, session, log }) => {
  const from = body.from === undefined ? now : instantOf(body.from, 'body.from')
  const person = await requirePerson(tx, params.personId)
  await putIntoKit(tx, { deviceId: body.deviceId, personId: person.id, from, now, userId: session.user.id, role: body.role })
  await log({ ...concerning(person), subjectId: body.deviceId, detail: { role: body.role, from: isoInstant(from) } })
  return {}
}

interface TakenBack {
  readonly userId: string
  readonly personId: string
  /** How it was found; absent: as it went out. */
  readonly found?: 'faulty' | 'lost' | undefined
}

/** Ends the running time of a device in a kit and notes how it came back; the plan is the caller's to write. */
export async function takeFromKit(tx: ScopedTransaction, deviceId: string, at: Instant, by: TakenBack): Promise<void> {
  await tx
    .updateTable('kit_devices')
    .set({ during: sql<string>`tstzrange(lower(during), ${isoInstant(at)}, '[)')` })
    .where('device_id', '=', deviceId)
    .where(sql<boolean>`upper_inf(during)`)
    .execute()
  await noteReturn(tx, deviceId, { at, ...by })
}

export const returnDevice: Handler<'returnDevice'> = async ({ tx, params, body, now, session, log }) => {
  const at = body.at === undefined ? now : instantOf(body.at, 'body.at')
  const entry = await tx
    .selectFrom('kit_devices')
    .select(['person_id', 'role', sql<Instant>`lower(during)`.as('from')])
    .where('device_id', '=', params.deviceId)
    .where(sql<boolean>`upper_inf(during)`)
    .forUpdate()
    .executeTakeFirst()
  // Before it was issued it was in no kit, so there is nothing to take it back from.
  if (!entry || at <= entry.from) return refuse('not-found')
  const person = await requirePerson(tx, entry.person_id)
  await takeFromKit(tx, params.deviceId, at, { userId: session.user.id, personId: person.id })
  await log({ ...concerning(person), subjectId: params.deviceId, detail: { role: entry.role, at: isoInstant(at) } })
  await writePlan(tx, person.id, at, now)
  return {}
}
