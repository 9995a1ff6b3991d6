import { type Endpoint, type EndpointName, api } from '@bilezik/contract'
import { invariant } from '@bilezik/domain'
import type { FastifyInstance, RouteOptions } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The contract's name of the endpoint. */
    endpoint?: EndpointName
  }
  interface FastifyInstance {
    /** Every route there is, as `METHOD url`, with the endpoint that it implements. */
    readonly registeredRoutes: ReadonlyMap<string, EndpointName | undefined>
  }
}

/** What is served beside the contract: its own description, metrics, the console's files. */
const besideContract: ReadonlySet<string> = new Set([
  'GET /api/openapi.json',
  'GET /metrics',
  'GET /*',
  'HEAD /*',
  'GET /',
  'HEAD /',
])

function check(method: string, route: RouteOptions, name: EndpointName | undefined): void {
  const key = `${method} ${route.url}`
  if (besideContract.has(key)) return
  invariant(name !== undefined, `${key} is in the contract`)
  const endpoint: Endpoint = api[name]
  invariant(`${endpoint.method} ${endpoint.path}` === key, `${key} is what the contract calls ${name}`)
  invariant(endpoint.permission, `${key} has a permission`)
}

/** The server does not start with a route that the contract does not know: each has its permission from there. */
export function guardRoutes(app: FastifyInstance): void {
  const routes = new Map<string, EndpointName | undefined>()
  app.decorate('registeredRoutes', routes)
  app.addHook('onRoute', (route) => {
    const name = route.config?.endpoint
    for (const method of [route.method].flat()) {
      check(method, route, name)
      routes.set(`${method} ${route.url}`, name)
    }
  })
}
