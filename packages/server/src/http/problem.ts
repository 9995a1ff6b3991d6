import { type ErrorCode, type Problem, errorCatalogue } from '@bilezik/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { languageOf } from './accept-language.ts'
import { isDatabaseUnavailable } from './database-errors.ts'
import { Refusal } from './refusal.ts'
import { loggable } from '../loggable.ts'

/** RFC 9457. `type` is an address relative to the repository's documentation. */
export function problemOf(refusal: Refusal, request: FastifyRequest): Problem {
  const { status, title } = errorCatalogue[refusal.code]
  const { citation, detail, fields } = refusal.because
  return {
    type: `docs/errors.md#${refusal.code}`,
    code: refusal.code,
    status,
    title: title[languageOf(request.headers['accept-language'])],
    ...(detail !== undefined && { detail }),
    ...(citation !== undefined && { citation }),
    ...(fields !== undefined && { fields: fields.map((field) => ({ ...field })) }),
    requestId: request.id,
  }
}

/** Errors of Fastify itself: a body that is no JSON, too long, of an unknown type, a bad address. */
function codeOfFastifyError(error: Error): ErrorCode | undefined {
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || statusCode === 413) return 'too-large'
  if (statusCode === 429) return 'too-many-requests'
  if (statusCode === 404) return 'not-found'
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? 'bad-request' : undefined
}

/** `mostBodyBytes`: of the endpoint that was asked, to be told to whoever sent more. */
export function refusalOf(error: unknown, mostBodyBytes?: number): Refusal {
  if (error instanceof Refusal) return error
  if (isDatabaseUnavailable(error)) return new Refusal('database-unavailable', { retryAfterSeconds: 2 })
  const code = error instanceof Error ? codeOfFastifyError(error) : undefined
  if (code === 'too-large' && mostBodyBytes !== undefined) return new Refusal(code, { detail: `at most ${mostBodyBytes} bytes` })
  return new Refusal(code ?? 'defect')
}

export async function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const refusal = refusalOf(error, request.routeOptions?.bodyLimit)
  const { status } = errorCatalogue[refusal.code]
  if (refusal.code === 'defect') request.log.error({ err: loggable(error) }, 'A request failed through a defect')
  else if (refusal.code === 'database-unavailable') request.log.warn({ err: loggable(error) }, 'The database does not answer')
  const { retryAfterSeconds } = refusal.because
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds))
  return reply
    .code(status)
    .type('application/problem+json')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problemOf(refusal, request)))
}
