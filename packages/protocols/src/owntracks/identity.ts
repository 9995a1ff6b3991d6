import { ok, refused, type Result } from '@bilezik/domain'
import type { DecodeFailure, HttpRequest } from '../codec.ts'
import { type Fields, textOf } from './json.ts'

const maxIdentifier = 64
const maxTopic = 1_000
/** Behind the base topic. What the app reads itself (`cmd`, `info`) is not among them. */
export const topicSuffixes = ['event', 'waypoint', 'waypoints', 'step', 'beacon', 'status', 'dump'] as const
/** A card goes to `info`: over HTTP it names its sender like any other message. */
const suffixes: ReadonlySet<string> = new Set([...topicSuffixes, 'info'])

function noIdentity(detail: string): Result<never, DecodeFailure> {
  return refused({ code: 'no-identity', detail })
}

/**
 * `user:device`. A slash, as topics have it, is no character of a registered identifier; a colon is no character of a user name
 * (RFC 7617), so that the first one parts the two.
 */
function identifierOf(user: string, device: string): Result<string, DecodeFailure> {
  const identifier = `${user}:${device}`
  if (user.includes(':')) return noIdentity('The user name holds a colon.')
  return textOf(identifier, maxIdentifier) === undefined
    ? noIdentity(`User and device together are longer than ${maxIdentifier} characters, or hold one that no text can hold.`)
    : ok(identifier)
}

interface Owner {
  readonly user: string
  readonly device: string
  /** The topic without what stands behind the device. */
  readonly base: string
}

/** `owntracks/user/device`, with one known word behind it or none; another root may have any number of levels. */
function ownerOf(topic: string): Owner | undefined {
  const levels = topic.split('/')
  const isSuffixed = levels.length > 3 && suffixes.has(levels.at(-1)!)
  const base = isSuffixed ? levels.slice(0, -1) : levels
  const [user, device] = base.slice(-2)
  if (base.length < 3 || !user || !device) return undefined
  return base[0] === 'owntracks' && base.length > 3 ? undefined : { user, device, base: base.join('/') }
}

export function baseTopicOf(topic: string): string {
  return ownerOf(topic)?.base ?? topic
}

export function identifierOfTopic(topic: string): Result<string, DecodeFailure> {
  const owner = ownerOf(topic)
  return owner ? identifierOf(owner.user, owner.device) : noIdentity('The topic names no user and device.')
}

function headerOf(request: HttpRequest, name: string): string | undefined {
  const value = Object.entries(request.headers)
    .find(([key]) => key.toLowerCase() === name)?.[1]
    ?.trim()
  return value === '' ? undefined : value
}

function queryOf(url: string): URLSearchParams {
  const mark = url.indexOf('?')
  return new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1).split('#')[0])
}

/** Headers that the apps send, else the topic of the body, else the query, else the two letters of the tracker: `:JJ`. */
export function identifierOfRequest(request: HttpRequest, fields: Fields): Result<string, DecodeFailure> {
  const [limitUser, limitDevice] = [headerOf(request, 'x-limit-u'), headerOf(request, 'x-limit-d')]
  if (limitUser !== undefined && limitDevice !== undefined) return identifierOf(limitUser, limitDevice)
  const topic = fields.get('topic')
  const owner = typeof topic === 'string' && topic.length <= maxTopic ? ownerOf(topic) : undefined
  if (owner) return identifierOf(owner.user, owner.device)
  const query = queryOf(request.url)
  const [queryUser, queryDevice] = [query.get('u'), query.get('d')]
  if (queryUser && queryDevice) return identifierOf(queryUser, queryDevice)
  const tracker = textOf(fields.get('tid'), maxIdentifier)
  return tracker === undefined ? noIdentity('The request names no user and device, and no tracker.') : identifierOf('', tracker)
}
