import type { ScopedTransaction } from '@bilezik/database'
import { type Instant, invariant } from '@bilezik/domain'
import { againstClaim, damageSourceOf } from '@bilezik/law'
import { sql } from 'kysely'
import { takeFromKit } from '../devices/kit.ts'
import type { Handler } from '../http/implement.ts'
import { instantOf } from '../http/parse-request.ts'
import { refuse } from '../http/refusal.ts'
import type { CaseFile } from '../intake/case-events.ts'
import { refuseFor } from '../intake/finding-answer.ts'
import { orderFactsOf } from '../intake/order-facts.ts'
import { writeDeviceFault, writePlan } from '../orders/write-plan.ts'
import { appendChange, happenedAt } from './append-change.ts'
import { type Damage, damagesOf, totalOf } from './damages-of.ts'

/** A device that was ever in this person's kit, and since when it last was. */
async function requireKitDevice(
  tx: ScopedTransaction,
  personId: string,
  deviceId: string,
): Promise<{ from: Instant; isOut: boolean }> {
  const entry = await tx
    .selectFrom('kit_devices')
    .select([sql<Instant>`lower(during)`.as('from'), sql<boolean>`upper_inf(during)`.as('isOut')])
    .where('device_id', '=', deviceId)
    .where('person_id', '=', personId)
    .where('role', '<>', 'protected')
    .orderBy(sql`lower(during)`, 'desc')
    .limit(1)
    .executeTakeFirst()
  return entry ?? refuse('not-found')
}

function requireDamage(file: CaseFile, damage: number): Damage {
  return damagesOf(file.events).find((one) => one.damage === damage) ?? refuse('not-found')
}

function underLaw(file: CaseFile, now: Instant) {
  const { regime, basis } = orderFactsOf(file, { now, isActorHead: false, isDeviceOut: true })
  return { regime, dates: basis }
}

const asBasis = (file: CaseFile, now: Instant) => {
  const { regime, dates } = underLaw(file, now)
  return [{ code: 'damage', source: damageSourceOf(regime, dates) }]
}

/** The act says what is damaged, and nothing of whose doing it was. A lost or destroyed device is waited for by nobody: its kit time ends. */
export const recordDamage: Handler<'recordDamage'> = async (call) => {
  const { tx, body, now } = call
  let kitChange: { readonly personId: string; readonly at: Instant } | undefined
  const damage = await appendChange(call, async (file) => {
    const { from, isOut } = await requireKitDevice(tx, file.personId, body.deviceId)
    const at = happenedAt(body.foundAt, 'body.foundAt', now, from)
    if (isOut && body.kind !== 'damaged') {
      if (at <= from || at > now) refuse('change-out-of-order')
      const found = body.kind === 'lost' ? 'lost' : 'faulty'
      await takeFromKit(tx, body.deviceId, at, { userId: call.session.user.id, personId: file.personId, found })
      kitChange = { personId: file.personId, at }
    }
    return { kind: 'damage', at, body: { ...body }, basis: asBasis(file, now) }
  })
  if (kitChange) await writePlan(tx, kitChange.personId, kitChange.at, now)
  return { damage }
}

/** Where the silence of this device was taken for the equipment's fault, and an official has found intent, it is excused no longer. */
async function takeExcuseBack(tx: ScopedTransaction, file: CaseFile, deviceId: string): Promise<void> {
  const replaced = file.events.filter(
    ({ kind, body }) => kind === 'replace-device' && body['deviceId'] === deviceId && body['isEquipmentFault'] === true,
  )
  for (const { body } of replaced) {
    const { noticedAt } = body
    invariant(typeof noticedAt === 'string', 'a replacement says since when the device was out of order')
    const from = instantOf(noticedAt, 'noticedAt')
    await writeDeviceFault(tx, file.personId, from, from)
  }
}

export const findDamage: Handler<'findDamage'> = async (call) => {
  const { tx, params, body, now } = call
  await appendChange(call, async (file) => {
    const { deviceId, foundAt } = requireDamage(file, params.damage)
    const at = happenedAt(body.foundAt, 'body.foundAt', now, instantOf(foundAt, 'foundAt'))
    if (body.finding === 'intentional') await takeExcuseBack(tx, file, deviceId)
    return { kind: 'damage-finding', at, body: { ...body, damage: params.damage }, basis: asBasis(file, now) }
  })
  return {}
}

/** Only for what an official has found to be intentional; the sum is made here. */
export const claimDamage: Handler<'claimDamage'> = async (call) => {
  const { params, body, now } = call
  const totalTenge = totalOf(body.lines)
  await appendChange(call, (file) => {
    const { finding, claim } = requireDamage(file, params.damage)
    const { regime, dates } = underLaw(file, now)
    const against = againstClaim(regime, finding?.finding, dates)
    refuseFor(against ? [against] : [])
    if (claim && claim.state !== 'refused') refuse('claim-settled')
    if (totalTenge <= 0) refuse('claim-not-positive')
    return { kind: 'damage-claim', at: now, body: { ...body, damage: params.damage, totalTenge }, basis: asBasis(file, now) }
  })
  return { totalTenge }
}

export const settleClaim: Handler<'settleClaim'> = async (call) => {
  const { params, body, now } = call
  await appendChange(call, (file) => {
    const { claim } = requireDamage(file, params.damage)
    if (!claim || claim.state === 'paid' || claim.state === 'refused') refuse('claim-settled')
    return { kind: 'claim-state', at: now, body: { ...body, damage: params.damage }, basis: asBasis(file, now) }
  })
  return {}
}
