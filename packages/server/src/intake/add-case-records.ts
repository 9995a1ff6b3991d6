import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { appendEvents, isRecorded, lockCaseFile } from './case-events.ts'
import { checkRecords } from './check-records.ts'
import { factsOf } from './facts-of.ts'

export const addCaseRecords: Handler<'addCaseRecords'> = async ({ tx, params, body, now, session, log }) => {
  const file = await lockCaseFile(tx, params.orderId)
  const about = { personId: file.personId, subjectId: file.id, organisationId: file.organisationId }
  const { requestId } = body
  if (requestId !== undefined && isRecorded(file, requestId)) {
    await log({ ...about, detail: { isRepeat: true } })
    return {}
  }
  if (file.state === 'closed') refuse('order-closed')
  checkRecords(body.records, now, factsOf(file.events))
  await appendEvents(
    tx,
    file,
    session.user.id,
    body.records.map((record) => ({
      at: now,
      kind: 'record',
      state: file.state,
      body: { ...record, ...(requestId !== undefined && { requestId }) },
    })),
  )
  // What was recorded stands in the file alone: the log is read by more people than need to know.
  await log({
    ...about,
    detail: { kinds: body.records.map(({ kind }) => kind) },
  })
  return {}
}
