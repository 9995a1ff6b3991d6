import type { ProtocolName } from '@bilezik/domain'
import { type HttpRequest, type Publication, codecs, type Codec } from '@bilezik/protocols'

/** What one line of input gives a codec. */
export type LineInput =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** One message whose line end or envelope may have been taken off. */
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  | { readonly kind: 'request'; readonly request: HttpRequest }
  | { readonly kind: 'publication'; readonly publication: Publication }
  | { readonly kind: 'unusable'; readonly detail: string }

export interface ParsedLine {
  readonly seq: number
  readonly input: LineInput
}

type Fields = Readonly<Record<string, unknown>>

const unusable = (detail: string): LineInput => ({ kind: 'unusable', detail })

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function jsonOf(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isFields(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Hexadecimal digits in pairs; spaces and a leading 0x are tolerated. */
export function bytesOfHex(text: string): Uint8Array | undefined {
  const digits = text.replaceAll(/0x|\s/gi, '')
  if (digits === '' || digits.length % 2 !== 0 || !/^[0-9a-f]+$/i.test(digits)) return undefined
  return Uint8Array.from(Buffer.from(digits, 'hex'))
}

function requestOf(payload: unknown): LineInput {
  if (!isFields(payload) || typeof payload['url'] !== 'string') return unusable('The payload of an http line has no url.')
  const { method, url, headers, body } = payload
  const texts = Object.entries(isFields(headers) ? headers : {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return {
    kind: 'request',
    request: {
      method: typeof method === 'string' ? method.toUpperCase() : 'GET',
      url,
      headers: Object.fromEntries(texts),
      ...(typeof body === 'string' ? { body } : {}),
    },
  }
}

/** The payload as text, or its bytes as `payload_hex`. */
function publicationOf(payload: unknown): LineInput {
  if (!isFields(payload) || typeof payload['topic'] !== 'string') return unusable('The payload of an mqtt line has no topic.')
  const { topic, payload: text, payload_hex: hex } = payload
  const bytes = typeof hex === 'string' ? bytesOfHex(hex) : new TextEncoder().encode(typeof text === 'string' ? text : '')
  return bytes ? { kind: 'publication', publication: { topic, payload: bytes } } : unusable('The payload is not hexadecimal.')
}

function recordedInput(line: Fields): LineInput {
  if (line['kind'] === 'http') return requestOf(line['payload'])
  if (line['kind'] === 'mqtt') return publicationOf(line['payload'])
  if (typeof line['payload'] !== 'string') return unusable('The line has no payload.')
  if (line['kind'] === 'text') return { kind: 'text', bytes: new TextEncoder().encode(line['payload']) }
  if (line['kind'] !== 'binary') return unusable('The kind of the line is none of binary, text, http, mqtt.')
  const bytes = bytesOfHex(line['payload'])
  return bytes ? { kind: 'bytes', bytes } : unusable('The payload is not hexadecimal.')
}

/** A bare line for an HTTP protocol: a URL or its query, or a JSON body. */
function bareRequest(text: string, json: Fields | undefined): LineInput {
  if (json)
    return { kind: 'request', request: { method: 'POST', url: '/', headers: { 'content-type': 'application/json' }, body: text } }
  const query = /^(?:https?:\/\/\S+|\/\S*|[\w.-]+=\S*)$/.test(text) ? text : undefined
  if (query === undefined) return unusable('The line is neither a URL, a query nor a JSON object.')
  return { kind: 'request', request: { method: 'GET', url: query.includes('?') ? query : `/?${query}`, headers: {} } }
}

/** Never throws. `seq` of a recorded line wins over the running number. */
export function parseLine(protocol: ProtocolName, line: string, runningSeq: number): ParsedLine {
  const text = line.trim()
  if (text === '') return { seq: runningSeq, input: unusable('The line is empty.') }
  const json = text.startsWith('{') ? jsonOf(text) : undefined
  const seq = Number.isSafeInteger(json?.['seq']) ? Number(json?.['seq']) : runningSeq
  if (json && 'payload' in json) return { seq, input: recordedInput(json) }
  const { http, stream }: Codec = codecs[protocol]
  if (http && !stream) return { seq, input: bareRequest(text, json) }
  const bytes = bytesOfHex(text)
  return { seq, input: bytes ? { kind: 'bytes', bytes } : unusable('The line is neither a recorded message nor hexadecimal.') }
}
