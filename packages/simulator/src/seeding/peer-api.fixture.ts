import { randomUUID } from 'node:crypto'
import { type IncomingMessage, type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type EndpointName, api } from '@bilezik/contract'

interface Node {
  readonly id: string
  readonly parentId: string | null
  readonly name: { kk: string; ru: string; en: string }
}
interface User {
  readonly id: string
  readonly login: string
  readonly password: string
  readonly name: string
  readonly role: 'operator' | 'head' | 'administrator'
  readonly organisationId: string
  readonly language: 'kk' | 'ru' | 'en'
  readonly iin: string | null
}

class Refused extends Error {
  readonly code:
    | 'not-signed-in'
    | 'csrf-token-missing'
    | 'not-found'
    | 'device-exists'
    | 'device-in-use'
    | 'wrong-credentials'
    | 'bad-request'
  constructor(code: Refused['code']) {
    super(code)
    this.code = code
  }
}

/** A peer for the tests that keeps the contract in memory: every request and every answer passes its schema, scope included. */
export class PeerApi {
  readonly organisations: Node[] = [
    { id: randomUUID(), parentId: null, name: { kk: 'Министрлік', ru: 'Министерство', en: 'Ministry' } },
  ]
  readonly users: User[] = []
  readonly persons: (Record<string, unknown> & { id: string; organisationId: string; familyName: string })[] = []
  readonly orders: (Record<string, unknown> & { id: string; personId: string })[] = []
  readonly devices: {
    id: string
    identifier: string
    protocol: 'gt06' | 'osmand'
    model: string
    organisationId: string
    lastHeardAt: string | null
  }[] = []
  readonly kits: { personId: string; deviceId: string; from: string | undefined }[] = []
  readonly calls: EndpointName[] = []
  /** The call of this number fails as if the server had died. */
  dieAtCall = Infinity
  readonly #sessions = new Map<string, { user: User; csrf: string }>()
  readonly #server: Server

  constructor(administrator: { login: string; password: string }) {
    const organisationId = this.organisations[0]!.id
    this.users.push({
      id: randomUUID(),
      ...administrator,
      name: 'First',
      role: 'administrator',
      organisationId,
      language: 'ru',
      iin: null,
    })
    this.#server = createServer((request, response) => {
      void this.#answer(request).then(({ status, body, headers }) =>
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body)),
      )
    })
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body: unknown; headers?: Record<string, string> }> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const url = new URL(request.url ?? '/', 'http://peer')
    const found = route(request.method ?? '', url.pathname)
    try {
      if (!found) throw new Refused('not-found')
      this.calls.push(found.name)
      if (this.calls.length >= this.dieAtCall) return { status: 503, body: 'gone' }
      const text = Buffer.concat(chunks).toString()
      const endpoint = api[found.name]
      const body = endpoint.body ? endpoint.body.safeParse(text === '' ? {} : JSON.parse(text)) : undefined
      const query = endpoint.query?.safeParse(Object.fromEntries(url.searchParams))
      if (body?.success === false || query?.success === false) throw new Refused('bad-request')
      const token = /session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
      const session = this.#sessions.get(token)
      if (found.name !== 'signIn' && !session) throw new Refused('not-signed-in')
      if (session && request.method !== 'GET' && request.headers['x-csrf-token'] !== session.csrf)
        throw new Refused('csrf-token-missing')
      const answer = this.#perform(found.name, found.params, (body?.data ?? {}) as never, query?.data ?? {}, session?.user, token)
      const setCookie =
        found.name === 'signIn'
          ? { 'set-cookie': `session=${(answer as { csrfToken: string }).csrfToken}x; HttpOnly; Path=/` }
          : {}
      return { status: 200, body: endpoint.response.parse(answer), headers: setCookie }
    } catch (error) {
      if (!(error instanceof Refused)) return { status: 500, body: String(error) }
      return { status: 409, body: { type: '/errors', code: error.code, status: 409, title: error.code } }
    }
  }

  #scope(user: User): ReadonlySet<string> {
    const ids = new Set([user.organisationId])
    for (const { id, parentId } of this.organisations) if (parentId !== null && ids.has(parentId)) ids.add(id)
    return ids
  }

  #perform(
    name: EndpointName,
    params: Record<string, string>,
    body: never,
    query: { query?: string },
    user: User | undefined,
    token: string,
  ): unknown {
    const sent = body as Record<string, string>
    if (name === 'signIn') return this.#signIn(sent['login']!, sent['password']!)
    const scope = this.#scope(user!)
    const id = randomUUID()
    if ('organisationId' in sent && !scope.has(sent['organisationId'])) throw new Refused('not-found')
    switch (name) {
      case 'signOut':
        this.#sessions.delete(token)
        return {}
      case 'listOrganisations':
        return { organisations: this.organisations.filter((node) => scope.has(node.id)) }
      case 'createOrganisation':
        this.organisations.push({ id, ...(body as Omit<Node, 'id'>) })
        return { id }
      case 'putContacts':
        return {}
      case 'listUsers':
        return { users: this.users }
      case 'createUser':
        this.users.push({ id, iin: null, ...(body as Omit<User, 'id' | 'iin'>) })
        return { id }
      case 'listPersons':
        return {
          persons: this.persons
            .filter((person) => scope.has(person.organisationId) && person.familyName.startsWith(query.query ?? ''))
            .map((person) => ({ ...person, worstSeverity: null, openIncidents: 0 })),
        }
      case 'createPerson':
        this.persons.push({ id, ...(body as { organisationId: string; familyName: string }) })
        return { id }
      case 'getPerson':
        return this.#person(params['personId']!)
      case 'createOrder':
        this.orders.push({ id, personId: params['personId']!, ...(body as object) })
        return { id }
      case 'listDevices':
        return {
          devices: this.devices
            .filter((device) => scope.has(device.organisationId))
            .map((device) => ({ ...device, wornBy: this.#wearer(device.id) })),
        }
      case 'registerDevice':
        if (this.devices.some((device) => device.identifier === sent['identifier'])) throw new Refused('device-exists')
        this.devices.push({
          id,
          lastHeardAt: null,
          ...(body as { identifier: string; protocol: 'gt06'; model: string; organisationId: string }),
        })
        return { id }
      case 'issueDevice':
        if (this.#wearer(sent['deviceId']!)) throw new Refused('device-in-use')
        this.kits.push({ personId: params['personId']!, deviceId: sent['deviceId']!, from: sent['from'] })
        return {}
      default:
        throw new Error(`${name} is not expected here`)
    }
  }

  #signIn(login: string, password: string): unknown {
    const user = this.users.find((known) => known.login === login && known.password === password)
    if (!user) throw new Refused('wrong-credentials')
    const csrf = randomUUID()
    this.#sessions.set(`${csrf}x`, { user, csrf })
    const organisation = this.organisations.find((node) => node.id === user.organisationId)!
    return { user, organisation, permissions: [], csrfToken: csrf, expiresAt: '2030-01-01T00:00:00Z' }
  }

  #wearer(deviceId: string) {
    const kit = this.kits.find((entry) => entry.deviceId === deviceId)
    return kit ? { personId: kit.personId, name: 'X' } : null
  }

  #person(personId: string): unknown {
    const person = this.persons.find((known) => known.id === personId)!
    const order = this.orders.find((known) => known.personId === personId)
    const organisation = this.organisations.find((node) => node.id === person.organisationId)!
    const kit = this.kits
      .filter((entry) => entry.personId === personId)
      .map(({ deviceId, from }) => ({ ...this.devices.find((device) => device.id === deviceId)!, deviceId, role: 'worn', from }))
    return {
      ...person,
      iinMasked: null,
      organisation,
      order: order ? { ...order, termRestsSince: null, state: 'active' } : null,
      kit,
      status: null,
      episodes: [],
      notWatchedSince: null,
      obligations: [],
    }
  }
}

function route(method: string, path: string): { name: EndpointName; params: Record<string, string> } | undefined {
  for (const [name, endpoint] of Object.entries(api)) {
    const names: string[] = []
    const pattern = endpoint.path.replace(/:(\w+)/g, (_, param: string) => (names.push(param), '([^/]+)'))
    const match = endpoint.method === method ? new RegExp(`^${pattern}$`).exec(path) : null
    if (match) return { name: name as EndpointName, params: Object.fromEntries(names.map((param, i) => [param, match[i + 1]!])) }
  }
  return undefined
}
