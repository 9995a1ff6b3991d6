import { ok, refused } from '@bilezik/domain'
import type { DecodeContext, Decoded } from '../../codec.ts'
import { countText, sackOf } from '../replies.ts'
import { parseProFrame } from './frame.ts'
import { recordsIn } from './record.ts'

/** One frame of the second generation ("@Track Protocol Pro"). */
export function decodePro(bytes: Uint8Array, context: DecodeContext): Decoded {
  const parsed = parseProFrame(bytes, context.isChecksumUntrusted)
  if (!parsed.ok) return parsed
  const { isHeartbeat, identifier, count, isUnverified } = parsed.value
  const records = isHeartbeat ? [] : recordsIn(parsed.value.records)
  if (!records) return refused({ code: 'malformed', detail: 'A record contradicts its length.' })
  return ok({
    type: isHeartbeat ? 'heartbeat' : 'report',
    identifier,
    records,
    reply: sackOf(countText(count)),
    ...(isUnverified ? { isUnverified: true as const } : {}),
  })
}
