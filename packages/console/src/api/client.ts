import { type EndpointName, type Problem, api, problemSchema } from '@bilezik/contract'
import { type Language } from '@bilezik/domain'
import { type z } from 'zod'

type Api = typeof api
/** An endpoint without this part has the widest schema there: its input is `unknown`. */
type Given<Key extends string, Schema> = Schema extends z.ZodType
  ? unknown extends z.input<Schema>
    ? object
    : object extends z.input<Schema>
      ? { readonly [K in Key]?: z.input<Schema> }
      : { readonly [K in Key]: z.input<Schema> }
  : object

type Part<Name extends EndpointName, Key extends 'params' | 'query' | 'body'> = Api[Name] extends {
  readonly [K in Key]?: infer Schema
}
  ? Given<Key, NonNullable<Schema>>
  : object

export type CallOptions<Name extends EndpointName> = Part<Name, 'params'> &
  Part<Name, 'query'> &
  Part<Name, 'body'> & { readonly signal?: AbortSignal }
export type Answer<Name extends EndpointName> = z.output<Api[Name]['response']>

/** The server refused, and said why in the reader's language. */
export class ApiProblem extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.title}`)
    this.name = 'ApiProblem'
    this.problem = problem
  }
}

/** No answer at all, or one that is not by the contract. `status` is absent when nothing came back. */
export class NetworkFailure extends Error {
  readonly kind: 'unreachable' | 'unreadable'
  readonly status: number | undefined
  constructor(kind: 'unreachable' | 'unreadable', cause: unknown, status?: number) {
    super(kind, { cause })
    this.name = 'NetworkFailure'
    this.kind = kind
    this.status = status
  }
}

interface Credentials {
  language: Language
  csrfToken: string | null
}
/** What every request carries; set by the session and by the choice of language. */
export const credentials: Credentials = { language: 'ru', csrfToken: null }

function addressOf(path: string, params: Record<string, string> = {}, query: Record<string, unknown> = {}): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'number' || (typeof value === 'string' && value !== '')) search.set(name, String(value))
  }
  return search.size > 0 ? `${filled}?${search}` : filled
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch (error) {
    throw new NetworkFailure('unreadable', error, response.status)
  }
}

export async function problemOf(response: Response): Promise<ApiProblem> {
  const parsed = problemSchema.safeParse(await jsonOf(response))
  if (!parsed.success) throw new NetworkFailure('unreadable', parsed.error, response.status)
  return new ApiProblem(parsed.data)
}

function requestOf(method: string, options: { readonly body?: unknown; readonly signal?: AbortSignal }): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': credentials.language }
  if (options.body !== undefined) headers['content-type'] = 'application/json'
  if (method !== 'GET' && credentials.csrfToken !== null) headers['x-csrf-token'] = credentials.csrfToken
  return {
    method,
    headers,
    credentials: 'same-origin',
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
    ...(options.signal && { signal: options.signal }),
  }
}

/** Calls one endpoint of the contract by its name; throws ApiProblem for a refusal, NetworkFailure where no proper answer came. */
export async function call<Name extends EndpointName>(
  name: Name,
  ...[given]: object extends CallOptions<Name> ? [CallOptions<Name>?] : [CallOptions<Name>]
): Promise<Answer<Name>> {
  const endpoint = api[name]
  const options = (given ?? {}) as {
    readonly params?: Record<string, string>
    readonly query?: Record<string, unknown>
    readonly body?: unknown
    readonly signal?: AbortSignal
  }
  let response: Response
  try {
    response = await fetch(addressOf(endpoint.path, options.params, options.query), requestOf(endpoint.method, options))
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new NetworkFailure('unreachable', error)
  }
  if (!response.ok) throw await problemOf(response)
  const parsed = endpoint.response.safeParse(await jsonOf(response))
  if (!parsed.success) throw new NetworkFailure('unreadable', parsed.error, response.status)
  return parsed.data as Answer<Name>
}
