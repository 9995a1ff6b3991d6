import type { QueryOf, api } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import type { Instant } from '@bilezik/domain'
import type { Handler } from '../http/implement.ts'
import { itemAnswer, itemsQuery } from './item-answer.ts'

/** `%` and `_` in what is looked for are letters like any other. */
function pattern(sought: string): string {
  return `%${sought.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
}

type Filters = Omit<QueryOf<typeof api.listEquipment>, 'before' | 'limit'>

/** Of the pieces in scope those that are asked for. */
export function filteredItems(tx: ScopedTransaction, query: Filters, now: Instant) {
  let found = itemsQuery(tx, now)
  const { equipmentClass, condition, organisationId, place } = query
  if (equipmentClass === 'none') found = found.where('d.class', 'is', null)
  else if (equipmentClass !== undefined) found = found.where('d.class', '=', equipmentClass)
  if (condition !== undefined) found = found.where('d.condition', '=', condition)
  if (organisationId !== undefined) found = found.where('d.organisation_id', '=', organisationId)
  if (place !== undefined) found = found.where('k.device_id', place === 'kit' ? 'is not' : 'is', null)
  if (query.model) found = found.where('d.model', 'ilike', pattern(query.model))
  if (query.holder) found = found.where('d.holder', 'ilike', pattern(query.holder))
  if (query.query !== undefined && query.query !== '') {
    const sought = pattern(query.query)
    found = found.where((e) =>
      e.or(
        (['d.identifier', 'd.serial_number', 'd.inventory_number', 'd.iccid', 'd.model', 'd.holder', 'd.location'] as const).map(
          (column) => e(column, 'ilike', sought),
        ),
      ),
    )
  }
  return found
}

/** How many these are. */
export async function countOf(found: ReturnType<typeof filteredItems>): Promise<number> {
  const { total } = await found
    .clearSelect()
    .select((e) => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}

export const listEquipment: Handler<'listEquipment'> = async ({ tx, query, session, now }) => {
  const found = filteredItems(tx, query, now)
  const page = query.before === undefined ? found : found.where('d.no', '<', query.before)
  const rows = await page
    .orderBy('d.no', 'desc')
    .limit(query.limit + 1)
    .execute()
  const shown = rows.slice(0, query.limit)
  return {
    total: await countOf(found),
    next: rows.length > shown.length ? (shown.at(-1)?.no ?? null) : null,
    items: shown.map((row) => itemAnswer(row, session)),
  }
}
