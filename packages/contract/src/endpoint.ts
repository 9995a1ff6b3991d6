import type { Permission } from '@bilezik/domain'
import type { z } from 'zod'
import type { ErrorCode } from './errors.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/**
 * One endpoint of the REST interface: the server implements it, the console calls it, OpenAPI describes it.
 * Requests that change something (all but GET) write a log entry in their transaction; so do those that read a location.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  readonly method: Method
  /** Fastify form: `/api/persons/:personId`. */
  readonly path: `/api/${string}`
  readonly summary: string
  /** `public`: answered without a session (sign-in, first set-up, health). */
  readonly permission: Permission | 'public'
  readonly readsLocation?: true
  /** A POST for its body's sake alone: it reads nothing of anybody and stores nothing, and the log has no entry of it. */
  readonly changesNothing?: true
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  /** Where the server's common bound of 256 KiB is too narrow. */
  readonly mostBodyBytes?: number
  /** The body is bytes, sent as `application/octet-stream` whatever they are; there is no `body` then. */
  readonly takesBytes?: true
  /** A successful answer is bytes of whatever type they have; `response` then says nothing. */
  readonly givesBytes?: true
  readonly response: Response
  /** Refusals besides those every endpoint can give (400 bad-request, 401, 403, 429, 503). */
  readonly refusals: readonly ErrorCode[]
}

export function endpoint<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType, Response extends z.ZodType>(
  definition: Endpoint<Params, Query, Body, Response>,
): Endpoint<Params, Query, Body, Response> {
  return definition
}

export type ParamsOf<E> = E extends Endpoint<infer P> ? z.output<P> : never
export type QueryOf<E> = E extends Endpoint<z.ZodType, infer Q> ? z.output<Q> : never
export type BodyOf<E> = E extends Endpoint<z.ZodType, z.ZodType, infer B> ? z.output<B> : never
export type ResponseOf<E> = E extends Endpoint<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never
