import { openApi } from '@bilezik/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Histogram } from 'prom-client'
import type { AppContext } from './context.ts'
import { refuse } from './refusal.ts'

/** The pattern, never the address: that may hold names and ids of persons. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none'
}

/** One log line and one measurement a request. Headers and bodies, where secrets travel, are never logged. */
export function observeRequests(app: FastifyInstance, { registry }: Pick<AppContext, 'registry'>): void {
  const seconds = new Histogram({
    name: 'bilezik_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    const labels = { method: request.method, route: routeOf(request), status: String(reply.statusCode) }
    // A live stream lasts for hours and says nothing about speed.
    if (request.routeOptions.config.endpoint !== 'openFeed') seconds.observe(labels, reply.elapsedTime / 1_000)
    request.log.info({ ...labels, ms: Math.round(reply.elapsedTime) }, 'request')
  })
}

function isLocal(address: string | undefined): boolean {
  return address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1'
}

export function observationRoutes(app: FastifyInstance, { registry, config }: AppContext): void {
  const description = JSON.stringify(openApi(config.version))
  app.get('/api/openapi.json', (_request, reply) =>
    reply.type('application/json').header('cache-control', 'no-cache').send(description),
  )
  app.get('/metrics', async (request, reply) => {
    // The socket's address, not what a proxy says; a proxy on this machine must not open it to the world either.
    const isDirect = isLocal(request.socket.remoteAddress) && request.headers['x-forwarded-for'] === undefined
    if (config.areMetricsOpen !== true && !isDirect) refuse('not-found')
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
