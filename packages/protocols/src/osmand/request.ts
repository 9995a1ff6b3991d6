import { ok, refused, type Result } from '@bilezik/domain'
import type { DecodeFailure, HttpRequest } from '../codec.ts'
import { type Fields, isFields } from './values.ts'

export type Shape = { readonly kind: 'fields'; readonly fields: Fields } | { readonly kind: 'client'; readonly root: Fields }

/** A request names few things; a thousand parameters are an attack on the reader. */
const maxParameters = 100

function parametersOf(text: string): Result<Record<string, unknown>, DecodeFailure> {
  // No prototype: a parameter called `constructor` is a parameter.
  const fields = Object.create(null) as Record<string, unknown>
  let count = 0
  for (const [name, value] of new URLSearchParams(text)) {
    if (++count > maxParameters) return refused({ code: 'too-long', detail: `More than ${maxParameters} parameters.` })
    // `cell` and `wifi` come once for each one seen; of the others the last wins.
    if (name === 'cell' || name === 'wifi') fields[name] = [...((fields[name] as string[] | undefined) ?? []), value]
    else fields[name] = value
  }
  return ok(fields)
}

export function queryOf(url: string): string {
  const mark = url.indexOf('?')
  const fragment = url.indexOf('#')
  return mark < 0 ? '' : url.slice(mark + 1, fragment > mark ? fragment : undefined)
}

function isJson(request: HttpRequest): boolean {
  const type = Object.entries(request.headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  return type?.toLowerCase().includes('json') === true || /^\s*\{/.test(request.body ?? '')
}

function parsedJson(body: string): Result<Fields, DecodeFailure> {
  try {
    const root: unknown = JSON.parse(body)
    return isFields(root) ? ok(root) : refused({ code: 'malformed', detail: 'The JSON body is not an object.' })
  } catch {
    return refused({ code: 'malformed', detail: 'The body is not valid JSON.' })
  }
}

/** Query and form are one flat set of fields; a JSON body is flat as well, or nests `location` as the Traccar client does. */
export function readRequest(request: HttpRequest): Result<Shape, DecodeFailure> {
  const query = parametersOf(queryOf(request.url))
  if (!query.ok) return query
  const body = request.body ?? ''
  if (body.trim() === '') return ok({ kind: 'fields', fields: query.value })
  if (!isJson(request)) {
    const form = parametersOf(body)
    return form.ok ? ok({ kind: 'fields', fields: { ...query.value, ...form.value } }) : form
  }
  const root = parsedJson(body)
  if (!root.ok) return root
  const nested = root.value['location']
  const isClient = isFields(nested) || Array.isArray(nested)
  return ok(
    isClient
      ? { kind: 'client', root: { ...query.value, ...root.value } }
      : { kind: 'fields', fields: { ...query.value, ...root.value } },
  )
}
