import { isUniqueViolation } from '../http/database-errors.ts'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { lockPiece } from './custody.ts'

export const changeEquipment: Handler<'changeEquipment'> = async ({ tx, params, body, log }) => {
  const piece = await lockPiece(tx, params.deviceId)
  if (piece.condition === 'written-off') refuse('device-written-off')
  await tx
    .updateTable('devices')
    .set({
      class: body.equipmentClass,
      serial_number: body.serialNumber,
      inventory_number: body.inventoryNumber,
      iccid: body.iccid,
      sim_operator: body.simOperator,
      firmware: body.firmware,
      value_tenge: body.valueTenge,
      location: body.location,
      model: body.model,
    })
    .where('id', '=', piece.id)
    .execute()
    .catch((error: unknown) => (isUniqueViolation(error) ? refuse('device-exists', { detail: 'iccid' }) : Promise.reject(error)))
  await log({ subjectId: piece.id, organisationId: piece.organisationId, detail: body })
  return {}
}
