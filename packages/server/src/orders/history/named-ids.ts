import type { ScopedTransaction } from '@bilezik/database'
import type { Language } from '@bilezik/domain'

type Body = Readonly<Record<string, unknown>>

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu
const isIdField = (key: string) => /Ids?$/u.test(key)

function mapIds(value: unknown, key: string, change: (id: string) => string): unknown {
  if (typeof value === 'string') return isIdField(key) && uuid.test(value) ? change(value) : value
  if (Array.isArray(value)) return value.map((item) => mapIds(item, key, change))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, mapIds(part, name, change)]))
}

/**
 * Bodies for a reader: a device by its model and serial number, an organisation by its name. What the reader may not see, or what
 * is gone, keeps its id.
 */
export async function withNames(tx: ScopedTransaction, bodies: readonly Body[], language: Language): Promise<readonly Body[]> {
  const ids = new Set<string>()
  for (const body of bodies) mapIds(body, '', (id) => (ids.add(id), id))
  if (ids.size === 0) return bodies
  const names = new Map<string, string>()
  const devices = await tx
    .selectFrom('devices')
    .select(['id', 'model', 'serial_number', 'identifier'])
    .where('id', 'in', [...ids])
    .execute()
  for (const { id, model, serial_number, identifier } of devices) names.set(id, `${model} ${serial_number ?? identifier}`)
  const organisations = await tx
    .selectFrom('organisations')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute()
  for (const { id, name } of organisations) names.set(id, name[language])
  return bodies.map((body) => mapIds(body, '', (id) => names.get(id) ?? id) as Body)
}
