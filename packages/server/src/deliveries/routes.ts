import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { implement } from '../http/implement.ts'
import { getCoverSheet } from './cover-sheet.ts'
import { countDeliveries, listDeliveries } from './list-deliveries.ts'
import { addRecipient, changeRecipient, listRecipients, rotateSecret } from './recipients.ts'
import { sendPaper } from './send-paper.ts'
import { resendDelivery, settleDelivery } from './settle-delivery.ts'

export function deliveryRoutes(app: FastifyInstance, context: AppContext): void {
  implement(app, context, 'listRecipients', listRecipients)
  implement(app, context, 'addRecipient', addRecipient)
  implement(app, context, 'changeRecipient', changeRecipient)
  implement(app, context, 'rotateSecret', rotateSecret)
  implement(app, context, 'sendPaper', sendPaper)
  implement(app, context, 'countDeliveries', countDeliveries)
  implement(app, context, 'listDeliveries', listDeliveries)
  implement(app, context, 'getCoverSheet', getCoverSheet)
  implement(app, context, 'resendDelivery', resendDelivery)
  implement(app, context, 'settleDelivery', settleDelivery)
}
