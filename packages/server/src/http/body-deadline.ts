import { type Endpoint, api } from '@bilezik/contract'
import { second } from '@bilezik/domain'
import type { FastifyInstance } from 'fastify'

/** A form comes at once or not at all; bytes of a file have a deadline of their own. */
const formWithinMs = 30 * second

/** Of a body that is still on its way. A request that never came by a socket does not say. */
export function isUnfinished(body: { readonly complete?: boolean }): boolean {
  return body.complete === false
}

/** Node knows one deadline for all requests, which is as long as the slowest upload: this is the shorter one of all others. */
export function limitBodies(app: FastifyInstance, withinMs = formWithinMs): void {
  app.addHook('onRequest', async (request) => {
    const name = request.routeOptions.config?.endpoint
    if (name !== undefined && (api[name] as Endpoint).takesBytes === true) return
    const { raw } = request
    if (!isUnfinished(raw)) return
    const late = setTimeout(() => {
      if (!raw.complete) raw.socket.destroy()
    }, withinMs)
    late.unref()
    raw.once('end', () => clearTimeout(late))
    raw.once('close', () => clearTimeout(late))
  })
}
