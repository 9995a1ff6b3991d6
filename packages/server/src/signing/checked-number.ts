import type { ScopedTransaction } from '@bilezik/database'
import { parseIin } from '@bilezik/domain'
import { refuse } from '../http/refusal.ts'

/** A number that certificates name, as it is stored; null stays null. Refused unless its check digit fits. */
export function checkedNumber(name: 'iin' | 'bin', typed: string | null): string | null {
  if (typed === null) return null
  const parsed = parseIin(typed)
  return parsed.ok ? parsed.value : refuse(`${name}-invalid`)
}

/** The BIN that the certificates of an organisation's officials may name; null: none is entered. */
export async function binOf(tx: ScopedTransaction, organisationId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('organisation_contacts')
    .select('bin')
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst()
  return row?.bin ?? null
}
