import type { Handler } from '../../http/implement.ts'
import { loadOwnTimeOf } from '../../intake/case-events.ts'
import { besideStepsOf, eventsOf } from './load-history.ts'

export const getOrderHistory: Handler<'getOrderHistory'> = async ({ tx, params, log }) => {
  const file = await loadOwnTimeOf(tx, params.orderId)
  await log({ personId: file.personId, subjectId: file.id, organisationId: file.organisationId })
  return {
    id: file.id,
    personId: file.personId,
    organisationId: file.organisationId,
    state: file.state,
    events: await eventsOf(tx, file),
    ...(await besideStepsOf(tx, file.id)),
  }
}
