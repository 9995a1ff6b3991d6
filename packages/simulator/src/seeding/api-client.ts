import { type Endpoint, type Problem, type api, problemSchema } from '@bilezik/contract'
import { api as endpoints } from '@bilezik/contract'
import type { z } from 'zod'

type Session = z.output<NonNullable<(typeof api)['signIn']['response']>>

/** The interface refused: its code says why. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal'
  readonly status: number
  /** Undefined where the answer was no problem document. */
  readonly problem: Problem | undefined

  constructor(request: string, status: number, problem: Problem | undefined) {
    super(`${request}: ${status} ${problem ? `${problem.code}: ${problem.detail ?? problem.title}` : ''}`.trim())
    this.status = status
    this.problem = problem
  }
}

export interface ApiRequest<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly params?: z.input<P>
  readonly query?: z.input<Q>
  readonly body?: z.input<B>
}

/** A signed-in user of the REST interface. Answers are checked against the contract. */
export interface ApiClient {
  readonly session: Session
  call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    endpoint: Endpoint<P, Q, B, R>,
    request?: ApiRequest<P, Q, B>,
  ): Promise<z.output<R>>
  signOut(): Promise<void>
}

/** The most a request may take; a stalled server must not stall its caller. */
const withinMs = 30_000

function urlOf(baseUrl: string, path: string, request: { params?: unknown; query?: unknown }): URL {
  const params = (request.params ?? {}) as Record<string, string>
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const url = new URL(filled, baseUrl)
  for (const [name, value] of Object.entries((request.query ?? {}) as Record<string, string | number | undefined>)) {
    if (value !== undefined) url.searchParams.set(name, String(value))
  }
  return url
}

async function exchange<R extends z.ZodType>(
  baseUrl: string,
  endpoint: Endpoint<z.ZodType, z.ZodType, z.ZodType, R>,
  request: { params?: unknown; query?: unknown; body?: unknown },
  headers: Readonly<Record<string, string>>,
): Promise<{ value: z.output<R>; cookies: readonly string[] }> {
  const hasBody = request.body !== undefined
  const response = await fetch(urlOf(baseUrl, endpoint.path, request), {
    method: endpoint.method,
    headers: { accept: 'application/json', ...headers, ...(hasBody ? { 'content-type': 'application/json' } : {}) },
    ...(hasBody ? { body: JSON.stringify(request.body) } : {}),
    signal: AbortSignal.timeout(withinMs),
  })
  const text = await response.text()
  if (!response.ok) {
    const problem = problemSchema.safeParse(parseJson(text))
    throw new ApiRefusal(`${endpoint.method} ${endpoint.path}`, response.status, problem.data)
  }
  // An endpoint that answers with nothing may do so with an empty body.
  const value = endpoint.response.parse(text === '' ? {} : JSON.parse(text))
  return { value, cookies: response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '') }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A proxy's error page, say: the status is all there is to tell.
    return undefined
  }
}

/** Throws an `ApiRefusal` where the name or the password is wrong. */
export async function signIn(baseUrl: string, login: string, password: string): Promise<ApiClient> {
  const { value: session, cookies } = await exchange(baseUrl, endpoints.signIn, { body: { login, password } }, {})
  const headers = { cookie: cookies.join('; '), 'x-csrf-token': session.csrfToken }
  return {
    session,
    call: async (endpoint, request = {}) => (await exchange(baseUrl, endpoint, request, headers)).value,
    signOut: async () => {
      await exchange(baseUrl, endpoints.signOut, {}, headers)
    },
  }
}
