import { api } from '@bilezik/contract'
import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { authorise } from '../http/implement.ts'

/** Not through implement(): its transaction would last as long as the stream. It logs its opening and its end itself. */
export function feedRoutes(app: FastifyInstance, context: AppContext): void {
  app.route({
    method: api.openFeed.method,
    url: api.openFeed.path,
    config: { endpoint: 'openFeed' },
    handler: async (request, reply) => {
      const session = await authorise(context, api.openFeed, request)
      const lastEventId = request.headers['last-event-id']
      await context.feed.open(session, reply.raw, typeof lastEventId === 'string' ? lastEventId : undefined, () => {
        reply.hijack()
        reply.raw.writeHead(200, {
          ...(reply.getHeaders() as Record<string, string>),
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          // A proxy must not gather what is live.
          'x-accel-buffering': 'no',
        })
        reply.raw.flushHeaders()
      })
    },
  })
}
