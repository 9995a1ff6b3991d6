import type { ScopedTransaction } from '@bilezik/database'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { checkedNumber } from '../signing/checked-number.ts'

async function requireOrganisation(tx: ScopedTransaction, id: string): Promise<void> {
  if (!(await tx.selectFrom('organisations').select('id').where('id', '=', id).executeTakeFirst())) refuse('not-found')
}

export const getContacts: Handler<'getContacts'> = async ({ tx, params }) => {
  await requireOrganisation(tx, params.organisationId)
  const row = await tx
    .selectFrom('organisation_contacts')
    .select(['place', 'address', 'phone', 'bin'])
    .where('organisation_id', '=', params.organisationId)
    .executeTakeFirst()
  const localised = (words: NonNullable<typeof row>['place']) => (words === null ? null : { ...words })
  return row
    ? { place: localised(row.place), address: localised(row.address), phone: row.phone, bin: row.bin }
    : { place: null, address: null, phone: null, bin: null }
}

export const putContacts: Handler<'putContacts'> = async ({ tx, params, body, log }) => {
  await requireOrganisation(tx, params.organisationId)
  const values = {
    place: body.place === null ? null : JSON.stringify(body.place),
    address: body.address === null ? null : JSON.stringify(body.address),
    phone: body.phone,
    ...(body.bin !== undefined && { bin: checkedNumber('bin', body.bin) }),
  }
  await tx
    .insertInto('organisation_contacts')
    .values({ organisation_id: params.organisationId, ...values })
    .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet(values))
    .execute()
  await log({ organisationId: params.organisationId, subjectId: params.organisationId })
  return {}
}
