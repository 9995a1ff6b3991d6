import { type DeviceModel, isoInstant } from '@bilezik/domain'
import { knownModels } from '@bilezik/protocols'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'

export const listDeviceModels: Handler<'listDeviceModels'> = async ({ tx }) => {
  const own = await tx.selectFrom('device_models').select(['name', 'model']).orderBy('name').execute()
  const models = new Map([...knownModels, ...own.map(({ name, model }) => [name, model] as const)])
  return { models: [...models.values()].toSorted((a, b) => a.name.localeCompare(b.name)).map(plain) }
}

/** The contract's lists are not read-only; its answers are copies anyway. */
function plain(model: DeviceModel) {
  return {
    ...model,
    signals: [...model.signals],
    batteryCurve: model.batteryCurve.map(([volts, percent]): [number, number] => [volts, percent]),
    commands: [...model.commands],
  }
}

export const putDeviceModel: Handler<'putDeviceModel'> = async ({ tx, body, now, log }) => {
  const row = { model: JSON.stringify(body), updated_at: isoInstant(now) }
  await tx
    .insertInto('device_models')
    .values({ name: body.name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute()
  await log({ subjectId: body.name, detail: { model: body } })
  return {}
}

const mostEvents = 200

export const listSecurityEvents: Handler<'listSecurityEvents'> = async ({ tx }) => {
  const rows = await tx
    .selectFrom('security_events as e')
    .leftJoin('devices as d', 'd.id', 'e.device_id')
    .select([
      'e.at',
      'e.kind',
      'e.device_id as deviceId',
      'd.identifier',
      'e.source',
      'e.other_source as otherSource',
      'e.detail',
    ])
    .select(sql<string | null>`name_of_user(e.user_id)`.as('byName'))
    .orderBy('e.id', 'desc')
    .limit(mostEvents)
    .execute()
  return { events: rows.map((row) => ({ ...row, at: isoInstant(row.at) })) }
}
