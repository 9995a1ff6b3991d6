import { civilFromUtcMs, type Instant, ok, refused } from '@bilezik/domain'
import { type DecodeContext, type Decoded, oneRecord } from '../codec.ts'
import { isPrintable } from './items/text.ts'

const longestText = 1024

/** `YYYYMMDDhhmmss` in UTC. */
function stamp(at: Instant): string {
  const c = civilFromUtcMs(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${String(c.year).padStart(4, '0')}${[c.month, c.day, c.hour, c.minute, c.second].map(two).join('')}`
}

/**
 * `(number,1,001,BASE,2,TIME)` asks for the time; any other is what a lock answers to an operator's text.
 * This form has no check code: nothing but text is taken from it.
 */
export function decodeLockText(bytes: Uint8Array, context: DecodeContext): Decoded {
  const text = bytes.length <= longestText && isPrintable(bytes) ? new TextDecoder().decode(bytes) : ''
  const [, digits, rest = ''] = /^\((\d{6,20}),([^()]*)\)$/.exec(text) ?? []
  if (digits === undefined) return refused({ code: 'framing', detail: 'The text is not of the form (number,…).' })
  const identifier = digits.replace(/^0+/, '')
  if (identifier === '') return refused({ code: 'no-identity', detail: 'The text names the number zero.' })
  if (/(^|,)BASE,2,TIME$/.test(rest)) {
    const reply = new TextEncoder().encode(`(${digits},${rest.replace(/TIME$/, stamp(context.receivedAt))})`)
    return ok({ type: 'time-request', identifier, records: [], reply })
  }
  const data = rest.slice(0, 500)
  return ok({ type: 'text', identifier, records: oneRecord(bytes, [{ kind: 'telemetry', values: { data } }]) })
}
