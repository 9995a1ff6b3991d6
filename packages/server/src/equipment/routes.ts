import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { changeEquipment } from './change-equipment.ts'
import { exportRoute } from './export-equipment.ts'
import { getEquipment } from './get-equipment.ts'
import { importEquipment } from './import/import-equipment.ts'
import { listEquipment } from './list-equipment.ts'
import { moveEquipment } from './move-equipment.ts'
import { getEquipmentProposal } from './proposal.ts'
import { getStock, setStockLimit } from './stock.ts'
import { addEquipmentType, endEquipmentType, listEquipmentTypes } from './types-list.ts'

export function equipmentRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'listEquipment', listEquipment)
  implement(app, context, 'getEquipment', getEquipment)
  implement(app, context, 'changeEquipment', changeEquipment)
  implement(app, context, 'moveEquipment', moveEquipment)
  implement(app, context, 'getStock', getStock)
  implement(app, context, 'setStockLimit', setStockLimit)
  implement(app, context, 'getEquipmentProposal', getEquipmentProposal)
  implement(app, context, 'importEquipment', importEquipment)
  exportRoute(app, context)
  implement(app, context, 'listEquipmentTypes', listEquipmentTypes)
  implement(app, context, 'addEquipmentType', addEquipmentType)
  implement(app, context, 'endEquipmentType', endEquipmentType)
}
