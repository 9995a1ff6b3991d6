import { timingSafeEqual } from 'node:crypto'
import {
  type BodyOf,
  type Endpoint,
  type EndpointName,
  type ParamsOf,
  type QueryOf,
  type ResponseOf,
  api,
} from '@bilezik/contract'
import { type ScopedTransaction, withScope } from '@bilezik/database'
import { type Instant, invariant, permissionsOf } from '@bilezik/domain'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Session, sessionCookie, sha256 } from '../accounts/sessions.ts'
import { type LogEntry, writeLogEntry } from '../log/write-log-entry.ts'
import type { AppContext } from './context.ts'
import { parsePart } from './parse-request.ts'
import { refuse } from './refusal.ts'

type Api = typeof api

export interface Input<Name extends EndpointName> {
  readonly context: AppContext
  readonly params: ParamsOf<Api[Name]>
  readonly query: QueryOf<Api[Name]>
  readonly body: BodyOf<Api[Name]>
  readonly now: Instant
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** One request of somebody signed in: everything it reads and writes goes through `tx`, which sees only their scope. */
export interface Call<Name extends EndpointName> extends Input<Name> {
  readonly tx: ScopedTransaction
  readonly session: Session
  /**
   * Who did or saw what; `action` is the endpoint's name. Part of the transaction. The same look of one session, at the same
   * `period` where it has one, is written once in a quarter of an hour.
   */
  readonly log: (entry?: Omit<LogEntry, 'action'>, period?: string) => Promise<void>
  /** Done once the transaction stands; not at all when it is rolled back. */
  readonly afterCommit: (work: () => void) => void
}

export type Handler<Name extends EndpointName> = (call: Call<Name>) => Promise<ResponseOf<Api[Name]>>
export type PublicHandler<Name extends EndpointName> = (input: Input<Name>) => Promise<ResponseOf<Api[Name]>>

function isSameText(a: string, b: string): boolean {
  return timingSafeEqual(sha256(a), sha256(b))
}

/** The session of the request, when it may call the endpoint; refuses otherwise. */
export async function authorise(context: AppContext, endpoint: Endpoint, request: FastifyRequest): Promise<Session> {
  invariant(endpoint.permission !== 'public', 'a public endpoint asks for no session')
  const token = request.cookies[sessionCookie]
  const session = token === undefined ? undefined : await context.sessions.find(token)
  if (!session) return refuse('not-signed-in')
  const retryAfterSeconds = context.sessionLimit.take(session.tokenHash.toString('hex'), context.clock())
  if (retryAfterSeconds !== undefined) refuse('too-many-requests', { retryAfterSeconds })
  if (endpoint.method !== 'GET') {
    const given = request.headers['x-csrf-token']
    if (typeof given !== 'string' || !isSameText(given, session.csrfToken)) refuse('csrf-token-missing')
  }
  if (!permissionsOf[session.user.role].includes(endpoint.permission)) refuse('forbidden')
  return session
}

/** A request, parsed by the contract; refuses what is not by it. */
export function inputOf<Name extends EndpointName>(
  context: AppContext,
  name: Name,
  request: FastifyRequest,
  reply: FastifyReply,
): Input<Name> {
  const endpoint: Endpoint = api[name]
  return {
    context,
    params: parsePart('params', endpoint.params, request.params) as ParamsOf<Api[Name]>,
    query: parsePart('query', endpoint.query, request.query) as QueryOf<Api[Name]>,
    body: parsePart('body', endpoint.body, request.body) as BodyOf<Api[Name]>,
    now: context.clock(),
    request,
    reply,
  }
}

/** Also strips what the contract does not name, so that a careless query leaks nothing. */
function answerOf(name: EndpointName, answer: unknown): unknown {
  const parsed = (api[name] as Endpoint).response.safeParse(answer)
  invariant(parsed.success, `the answer of ${name} is not by the contract: ${parsed.error?.message}`)
  return parsed.data
}

/** One transaction in the scope of who asks, with the log entry that it owes. */
export async function inScope<Name extends EndpointName>(
  name: Name,
  input: Input<Name>,
  session: Session,
  handler: Handler<Name>,
): Promise<unknown> {
  const endpoint: Endpoint = api[name]
  const afterwards: (() => void)[] = []
  let entries = 0
  const answer = await withScope(input.context.db, session.user.organisationId, async (tx) => {
    const log: Call<Name>['log'] = async (entry = {}, period = '') => {
      entries++
      const look = [session.tokenHash.toString('hex'), name, entry.personId, entry.subjectId, period].join(' ')
      if (endpoint.method === 'GET' && input.context.recentReads.isLogged(look, input.now)) return
      await writeLogEntry(tx, session.user, { action: name, ...entry })
      afterwards.push(() => input.context.recentReads.remember(look, input.now))
    }
    const given = await handler({ ...input, tx, session, log, afterCommit: (work) => void afterwards.push(work) })
    const doesNothing = endpoint.method === 'GET' || endpoint.changesNothing === true
    const mustBeLogged = !doesNothing || endpoint.readsLocation === true
    invariant(!mustBeLogged || entries > 0, `${name} changes something or reads a location and wrote no log entry`)
    return answerOf(name, given)
  })
  for (const work of afterwards) work()
  return answer
}

/** Registers an endpoint of the contract for those who are signed in and have its permission. */
export function implement<Name extends EndpointName>(
  app: FastifyInstance,
  context: AppContext,
  name: Name,
  handler: Handler<Name>,
): void {
  const endpoint: Endpoint = api[name]
  const sessions = new WeakMap<FastifyRequest, Session>()
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    ...(endpoint.mostBodyBytes !== undefined && { bodyLimit: endpoint.mostBodyBytes }),
    config: { endpoint: name },
    // First who, then what: a stranger learns nothing about the form of a request, and no byte of its body is read.
    onRequest: async (request) => void sessions.set(request, await authorise(context, endpoint, request)),
    handler: async (request, reply) => {
      const session = sessions.get(request)
      invariant(session, 'a request that reaches its handler has a session')
      const answer = await inScope(name, inputOf(context, name, request, reply), session, handler)
      // Of what type they are, the handler has said.
      return reply.send(endpoint.givesBytes ? Buffer.from(answer as Uint8Array) : answer)
    },
  })
}

/** Registers an endpoint that answers without a session. */
export function implementPublic<Name extends EndpointName>(
  app: FastifyInstance,
  context: AppContext,
  name: Name,
  handler: PublicHandler<Name>,
): void {
  const endpoint: Endpoint = api[name]
  invariant(endpoint.permission === 'public', `${name} is not public`)
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    config: { endpoint: name },
    handler: async (request, reply) => reply.send(answerOf(name, await handler(inputOf(context, name, request, reply)))),
  })
}
