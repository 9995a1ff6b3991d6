import { type Instant, ok } from '@bilezik/domain'
import { printableOf } from '../../cursor.ts'
import { bytesOfText } from '../ascii.ts'
import { type Family, refuse } from '../family.ts'
import { timeReply } from '../replies.ts'

const longestAnswer = 500
const nothing = new Uint8Array(0)

/**
 * `$CMV001,imei,…;!`: what the device says to a command. No paper in our hands prints one; the text is kept as it came. With `Q051`
 * in it the device asks for our clock.
 */
export function decodeAnswer(frame: string, receivedAt: Instant): Family {
  const parts = /^\$CMV\d{3},(\d{8,20})[,;](.*?);?!?$/s.exec(frame)
  if (!parts) return refuse('malformed', 'The answer names no device.')
  const [, identifier = '', said = ''] = parts
  if (/(?:^|[,;])Q051(?:[,;]|$)/.test(said)) {
    return ok({ type: 'time-request', identifier, readings: [], payload: nothing, reply: timeReply(identifier, receivedAt) })
  }
  const text = printableOf(bytesOfText(said)).slice(0, longestAnswer)
  return ok({
    type: 'answer',
    identifier,
    readings: [],
    payload: nothing,
    answer: { text, isDone: !/\b(?:err|error|fail|failed|invalid)\b/i.test(text) },
  })
}

/**
 * `cmd=aid;…`: the receiver's request for orbit data, meant for its maker's service and sent to whoever is connected. Its place is
 * a rough and undated guess: it says nothing here.
 */
export function decodeAssistanceRequest(): Family {
  return ok({ type: 'assistance-request', readings: [], payload: nothing })
}
