import { type EndpointName, type ParamsOf, type QueryOf, type ResponseOf, api } from '@bilezik/contract'
import type { FastifyInstance, InjectOptions } from 'fastify'

type Api = typeof api

export interface Asked<Name extends EndpointName> {
  readonly params?: ParamsOf<Api[Name]>
  readonly query?: Partial<Record<keyof QueryOf<Api[Name]>, string>>
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

export interface Answered<Name extends EndpointName> {
  readonly status: number
  readonly body: ResponseOf<Api[Name]>
  /** The problem's code, when it is one. */
  readonly code: string | undefined
  readonly headers: Record<string, unknown>
  readonly text: string
}

/** A browser without a screen: keeps its cookie, sends the session's token back. */
export class TestBrowser {
  readonly #app: FastifyInstance
  cookie: string | undefined
  csrfToken: string | undefined

  constructor(app: FastifyInstance) {
    this.#app = app
  }

  async call<Name extends EndpointName>(name: Name, asked: Asked<Name> = {}): Promise<Answered<Name>> {
    const { method, path } = api[name]
    const params = (asked.params ?? {}) as Record<string, string>
    const url = path.replaceAll(/:(\w+)/g, (_, key: string) => params[key] ?? '')
    const options: InjectOptions = {
      method,
      url,
      query: (asked.query ?? {}) as Record<string, string>,
      headers: {
        ...(this.cookie !== undefined && { cookie: this.cookie }),
        ...(this.csrfToken !== undefined && method !== 'GET' && { 'x-csrf-token': this.csrfToken }),
        ...asked.headers,
      },
      ...(asked.body !== undefined && { payload: asked.body as object }),
    }
    const response = await this.#app.inject(options)
    const set = response.cookies.find((cookie) => cookie.name === 'bilezik_session')
    if (set) this.cookie = set.value === '' ? undefined : `bilezik_session=${set.value}`
    const body = response.headers['content-type']?.toString().includes('json') ? response.json<Record<string, unknown>>() : {}
    if (typeof body['csrfToken'] === 'string') this.csrfToken = body['csrfToken']
    return {
      status: response.statusCode,
      body: body as ResponseOf<Api[Name]>,
      code: body['code'] as string | undefined,
      headers: response.headers,
      text: response.body,
    }
  }

  /** Fails the test unless it was done. */
  async done<Name extends EndpointName>(name: Name, asked: Asked<Name> = {}): Promise<ResponseOf<Api[Name]>> {
    const answered = await this.call(name, asked)
    if (answered.status !== 200) throw new Error(`${name}: ${answered.status} ${answered.text}`)
    return answered.body
  }
}
