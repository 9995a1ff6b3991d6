import { wrapKey } from '@bilezik/database'
import type { ScopedTransaction } from '@bilezik/database'
import { type EquipmentClass, type ProtocolName } from '@bilezik/domain'
import { type Codec, codecs, knownModels } from '@bilezik/protocols'
import { addMove } from '../equipment/custody.ts'
import { isUniqueViolation } from '../http/database-errors.ts'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { requireOrganisation } from '../organisations/in-scope.ts'

const codecOf = (protocol: ProtocolName): Codec => codecs[protocol]

/** A device that signs needs its key, and one that does not must not have one: who has a key is believed by it. */
function requireIdentity({
  protocol,
  identifier,
  secret,
}: {
  readonly protocol: ProtocolName | null
  readonly identifier: string
  readonly secret?: string | undefined
}): void {
  const refuseField = (path: string, message: string) => refuse('bad-request', { fields: [{ path, message }] })
  if (protocol === null) {
    if (secret !== undefined) refuseField('body.secret', 'what speaks to nobody has no key')
    return
  }
  const codec = codecOf(protocol)
  if (codec.authentication && secret === undefined) refuseField('body.secret', `${protocol} devices sign: their key is needed`)
  if (!codec.authentication && secret !== undefined)
    refuseField('body.secret', `${protocol} devices do not sign: they have no key`)
  if (codec.identifierForm && !codec.identifierForm.test(identifier))
    refuseField('body.identifier', `${protocol} identifiers look otherwise: ${codec.identifierForm.source}`)
}

/** What a model is said to be, by the installation or by what comes with Bilezik. */
async function classOfModel(tx: ScopedTransaction, name: string): Promise<EquipmentClass | null> {
  const own = await tx.selectFrom('device_models').select('model').where('name', '=', name).executeTakeFirst()
  return (own?.model ?? knownModels.get(name))?.equipmentClass ?? null
}

export const registerDevice: Handler<'registerDevice'> = async ({ context, tx, body, session, now, log }) => {
  await requireOrganisation(tx, body.organisationId)
  requireIdentity(body)
  const { id } = await tx
    .insertInto('devices')
    .values({
      protocol: body.protocol,
      identifier: body.identifier,
      model: body.model,
      organisation_id: body.organisationId,
      wrapped_secret: body.secret === undefined ? null : wrapKey(Buffer.from(body.secret, 'hex'), context.masterKey),
      class: body.equipmentClass ?? (await classOfModel(tx, body.model)),
      serial_number: body.serialNumber,
      inventory_number: body.inventoryNumber,
      iccid: body.iccid,
      sim_operator: body.simOperator,
      firmware: body.firmware,
      value_tenge: body.valueTenge,
      location: body.location,
      holder: body.holder,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch((error: unknown) => (isUniqueViolation(error) ? refuse('device-exists') : Promise.reject(error)))
  await addMove(tx, id, {
    kind: 'received',
    at: now,
    userId: session.user.id,
    organisationId: body.organisationId,
    condition: 'serviceable',
    toHolder: body.holder,
  })
  await log({
    subjectId: id,
    organisationId: body.organisationId,
    detail: { protocol: body.protocol, identifier: body.identifier },
  })
  return { id }
}
