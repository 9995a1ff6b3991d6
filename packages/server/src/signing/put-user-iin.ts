import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { checkedNumber } from './checked-number.ts'

/** From now on; what was handed in before is held against the number of then. */
export const putUserIin: Handler<'putUserIin'> = async ({ tx, params, body, log }) => {
  const user = await tx
    .updateTable('users')
    .set({ iin: checkedNumber('iin', body.iin) })
    .where('id', '=', params.userId)
    .returning('organisation_id')
    .executeTakeFirst()
  if (!user) return refuse('not-found')
  await log({ subjectId: params.userId, organisationId: user.organisation_id })
  return {}
}
