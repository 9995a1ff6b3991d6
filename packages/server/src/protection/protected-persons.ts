import { putIntoKit } from '../devices/kit.ts'
import type { Handler } from '../http/implement.ts'
import { instantOf } from '../http/parse-request.ts'
import { refuse } from '../http/refusal.ts'
import { applicantsOf } from '../intake/applicants.ts'
import { loadCaseFile } from '../intake/case-events.ts'
import { concerning, requirePerson } from '../persons/in-scope.ts'

export const addProtectedPerson: Handler<'addProtectedPerson'> = async ({ tx, params, body, log }) => {
  const condition = await tx
    .selectFrom('conditions as c')
    .innerJoin('orders as o', 'o.id', 'c.order_id')
    .select(['o.person_id', 'c.rule'])
    .where('c.order_id', '=', params.orderId)
    .where('c.lineage_id', '=', body.lineageId)
    .orderBy('c.version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (condition?.rule.kind !== 'distance') return refuse('not-found')
  const person = await requirePerson(tx, condition.person_id)
  if (body.applicant !== null) {
    const applicants = await applicantsOf(tx, await loadCaseFile(tx, params.orderId))
    if (!applicants.some(({ name }) => name === body.applicant))
      refuse('not-found', { detail: 'no such applicant in the ground' })
  }
  const { id } = await tx
    .insertInto('protected_persons')
    .values({
      order_id: params.orderId,
      lineage_id: body.lineageId,
      name: body.name,
      language: body.language,
      phone: body.phone,
      applicant: body.applicant,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  // Whom it protects stands in the table alone: the log is read by more people than need to know.
  await log({ ...concerning(person), subjectId: id, detail: { orderId: params.orderId } })
  return { id }
}

export const issueProtectedDevice: Handler<'issueProtectedDevice'> = async (call) => {
  const { tx, params, body, session, now, log } = call
  const found = await tx
    .selectFrom('protected_persons as p')
    .innerJoin('orders as o', 'o.id', 'p.order_id')
    .select('o.person_id')
    .where('p.id', '=', params.protectedPersonId)
    .executeTakeFirst()
  if (!found) return refuse('not-found')
  const person = await requirePerson(tx, found.person_id)
  const from = body.from === undefined ? now : instantOf(body.from, 'body.from')
  const role = { role: 'protected', protectedPersonId: params.protectedPersonId } as const
  await putIntoKit(tx, { deviceId: body.deviceId, personId: person.id, from, now, userId: session.user.id, ...role })
  await log({ ...concerning(person), subjectId: body.deviceId, detail: { protectedPersonId: params.protectedPersonId } })
  return {}
}
