import type { ScopedTransaction } from '@bilezik/database'
import { type DeviceRole, type Instant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
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
} & ({ readonly role: DeviceRole } | { readonly role: 'protected'; readonly protectedPersonId: string })

/** Puts a device into a person's kit and tells the engine; refuses one that is out of scope or in a kit already. */
export async function putIntoKit(tx: ScopedTransaction, { deviceId, personId, from, now, ...as }: KitEntry): Promise<void> {
  const device = await tx.selectFrom('devices').select('id').where('id', '=', deviceId).executeTakeFirst()
  if (!device) refuse('not-found')
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
  await writePlan(tx, personId, from, now)
  await writeBlindUntilKnown(tx, personId, from, now)
}

export const issueDevice: Handler<'issueDevice'> = async ({ tx, params, body, now, log }) => {
  const from = body.from === undefined ? now : instantOf(body.from, 'body.from')
  const person = await requirePerson(tx, params.personId)
  await putIntoKit(tx, { deviceId: body.deviceId, personId: person.id, from, now, role: body.role })
  await log({ ...concerning(person), subjectId: body.deviceId, detail: { role: body.role, from: isoInstant(from) } })
  return {}
}

/** Ends the running time of a device in a kit; the plan is the caller's to write. */
export async function takeFromKit(tx: ScopedTransaction, deviceId: string, at: Instant): Promise<void> {
  await tx
    .updateTable('kit_devices')
    .set({ during: sql<string>`tstzrange(lower(during), ${isoInstant(at)}, '[)')` })
    .where('device_id', '=', deviceId)
    .where(sql<boolean>`upper_inf(during)`)
    .execute()
}

export const returnDevice: Handler<'returnDevice'> = async ({ tx, params, body, now, log }) => {
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
  await takeFromKit(tx, params.deviceId, at)
  await log({ ...concerning(person), subjectId: params.deviceId, detail: { role: entry.role, at: isoInstant(at) } })
  await writePlan(tx, person.id, at, now)
  return {}
}
