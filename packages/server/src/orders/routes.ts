import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { closeOrder } from './close-order.ts'
import { createOrder } from './create-order.ts'
import { givePermit } from './give-permit.ts'
import { listPermits } from './list-permits.ts'
import { exportOrderHistoryJson } from './history/export-json.ts'
import { exportOrderHistoryPdf } from './history/export-pdf.ts'
import { getOrderHistory } from './history/order-history.ts'
import { proposeTerm } from './propose-term.ts'
import { revokePermit } from './revoke-permit.ts'
import { getRuleSupport } from './rule-support.ts'
import { activateOrder } from './steps/activate-order.ts'
import { adoptOrder } from './steps/adopt-order.ts'
import { checkCaseFile } from './steps/check-case-file.ts'
import { claimMissing } from './steps/claim-missing.ts'
import { decideEquipment } from './steps/decide-equipment.ts'
import { recordFitting } from './steps/record-fitting.ts'
import { resubmitCaseFile } from './steps/resubmit-case-file.ts'
import { returnCaseFile } from './steps/return-case-file.ts'

export function orderRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'createOrder', createOrder)
  implement(app, context, 'closeOrder', closeOrder)
  implement(app, context, 'givePermit', givePermit)
  implement(app, context, 'revokePermit', revokePermit)
  implement(app, context, 'listPermits', listPermits)
  implement(app, context, 'checkCaseFile', checkCaseFile)
  implement(app, context, 'returnCaseFile', returnCaseFile)
  implement(app, context, 'resubmitCaseFile', resubmitCaseFile)
  implement(app, context, 'claimMissing', claimMissing)
  implement(app, context, 'adoptOrder', adoptOrder)
  implement(app, context, 'decideEquipment', decideEquipment)
  implement(app, context, 'recordFitting', recordFitting)
  implement(app, context, 'activateOrder', activateOrder)
  implement(app, context, 'getOrderHistory', getOrderHistory)
  implement(app, context, 'exportOrderHistoryJson', exportOrderHistoryJson)
  implement(app, context, 'exportOrderHistoryPdf', exportOrderHistoryPdf)
  implement(app, context, 'getRuleSupport', getRuleSupport)
  implement(app, context, 'proposeTerm', proposeTerm)
}
