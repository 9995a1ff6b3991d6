import { ok, refused } from '@bilezik/domain'
import { type Decoded, type DecodeReason, oneRecord } from '../codec.ts'
import { printableOf } from '../cursor.ts'
import { bytesOfText, textOf } from './ascii.ts'
import { maxFrameBytes } from './framing.ts'
import { readNetworks, readPosition } from './reports.ts'

function refuse(code: DecodeReason, detail: string): Decoded {
  return refused({ code, detail })
}

/** Commands of ours come back under their own name or as `RPLY`. */
const answerTypes: ReadonlySet<string> = new Set(['RPLY', 'CKPA', 'ROLL', 'STNA', 'STPH', 'STIN', 'STTZ', 'STAL'])
const longestAnswer = 500
const mostFields = 200

function decodeAnswer(type: string, identifier: string, data: string): Decoded {
  const text = printableOf(bytesOfText(data === '' ? type : `${type},${data}`)).slice(0, longestAnswer)
  return ok({
    type: 'answer',
    identifier,
    records: [],
    answer: { text, isDone: !/(?:fail|err|invalid|refuse)/i.test(text) },
  })
}

/** `@TYPE,IMEI[,data]$`; nothing of it is answered, and no checksum protects it. */
export function decodeR16h(bytes: Uint8Array): Decoded {
  if (bytes.length > maxFrameBytes) return refuse('too-long', `The message is longer than ${maxFrameBytes} bytes.`)
  const text = textOf(bytes).replace(/[\r\n]+$/, '')
  const parts = /^@([A-Z]{4}),([^,$]*)(?:,([^$]*))?\$?$/.exec(text)
  if (!parts || /[^ -~]/.test(text)) return refuse('framing', 'The message does not begin and end as it must.')
  const [, type = '', identifier = '', data = ''] = parts
  if (!/^\d{15}$/.test(identifier)) return refuse('malformed', 'The device number is not an IMEI of fifteen digits.')
  if (type === 'LINK') return ok({ type: 'login', identifier, records: [] })
  if (answerTypes.has(type)) return decodeAnswer(type, identifier, data)
  if (type !== 'GPSD' && type !== 'LBSD') return refuse('unknown-type', 'The type of the message is not known.')
  const fields = data.split(',', mostFields + 1)
  if (fields.length > mostFields) return refuse('malformed', 'The message has too many fields.')
  const report = type === 'GPSD' ? readPosition(identifier, fields) : readNetworks(identifier, fields)
  if (!report.ok) return report
  return ok({ type: report.value.type, identifier, records: oneRecord(report.value.payload, report.value.readings) })
}
