import { api, recordSchemas } from '@bilezik/contract'
import { codeTerm, fieldTerms } from '@bilezik/documents'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

type Json = { readonly [key: string]: unknown }

/** Fields for machines alone: they stand in the JSON export and are left out on paper. */
const technical = new Set(['requestId', 'lineageId', 'otherThan'])
/** Requests below an order that are kept elsewhere than in its history. */
const elsewhere = /\/(documents|deliveries|files|kit|deadline-starts|information-requests|permits|protected-persons)\b/u
/** What was noted is the heading of its entry, worded there. */
const headings = new Set(Object.keys(recordSchemas))

interface Told {
  readonly fields: Set<string>
  readonly codes: Set<string>
}

/** Every name of a field and every code that a body may have, from the schema that takes it in. */
function collect(schema: unknown, field: string, told: Told): void {
  if (schema === null || typeof schema !== 'object') return
  const {
    properties = {},
    items,
    anyOf = [],
    oneOf = [],
    allOf = [],
    enum: codes = [],
    const: code,
  } = schema as Record<string, never>
  for (const [name, part] of Object.entries(properties)) {
    told.fields.add(name)
    collect(part, name, told)
  }
  for (const one of [...(codes as unknown[]), code]) if (typeof one === 'string') told.codes.add(`${field}: ${one}`)
  for (const part of [items, ...(anyOf as Json[]), ...(oneOf as Json[]), ...(allOf as Json[])]) collect(part, field, told)
}

function toldInHistories(): Told {
  const told: Told = { fields: new Set(), codes: new Set() }
  for (const { method, path, body, changesNothing } of Object.values(api)) {
    const isOfOrder = /^\/api\/(case-files|orders)\b/u.test(path) && method !== 'GET' && !changesNothing && !elsewhere.test(path)
    if (isOfOrder && body) collect(z.toJSONSchema(body, { io: 'input', unrepresentable: 'any', reused: 'inline' }), '', told)
  }
  return told
}

describe('an order’s history on paper has words', () => {
  const { fields, codes } = toldInHistories()

  it('for every field that is taken in', () => {
    expect(fields.size).toBeGreaterThan(100)
    expect([...fields].filter((field) => !technical.has(field) && !Object.hasOwn(fieldTerms, field))).toEqual([])
  })

  it('for every code that is taken in', () => {
    expect(codes.size).toBeGreaterThan(100)
    const unworded = [...codes].filter((pair) => {
      const [field = '', code = ''] = pair.split(': ')
      return codeTerm(field, code) === undefined && !(field === 'kind' && headings.has(code))
    })
    expect(unworded).toEqual([])
  })
})
