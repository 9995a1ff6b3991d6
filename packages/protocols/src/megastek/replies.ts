import { type Instant, isoInstant } from '@bilezik/domain'
import { bytesOfText } from './ascii.ts'

/** Our clock in UTC, for a device that asks for it with `Q051`. */
export function timeReply(identifier: string, at: Instant): Uint8Array {
  return bytesOfText(`$GPRS,${identifier};W051,${isoInstant(at).slice(0, 19).replace('T', ' ')};!`)
}
