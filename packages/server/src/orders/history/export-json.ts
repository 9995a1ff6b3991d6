import { historyHashHeader } from '@bilezik/contract'
import { createHash } from 'node:crypto'
import type { Handler } from '../../http/implement.ts'
import { canonicalJson } from './canonical-json.ts'
import { loadHistory } from './load-history.ts'

export const exportOrderHistoryJson: Handler<'exportOrderHistoryJson'> = async ({ tx, params, reply, log }) => {
  const history = await loadHistory(tx, params.orderId)
  const text = canonicalJson(history)
  await log({ personId: history.person.id, subjectId: history.order.id, organisationId: history.organisation.id })
  void reply
    .type('application/json; charset=utf-8')
    .header(historyHashHeader, createHash('sha256').update(text).digest('hex'))
    // No name of anybody in the name of a file that lands in a folder of downloads.
    .header('content-disposition', `attachment; filename="order-history-${history.order.id}.json"`)
    // The very bytes that the hash is of.
    .serializer(() => text)
  return history
}
