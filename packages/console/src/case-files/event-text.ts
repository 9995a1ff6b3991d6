import { type TFunction } from 'i18next'
import { type Answer } from '../api/client.ts'
import { en } from '../i18n/en.ts'
import { wordOf } from './finding-text.ts'

type Event = Pick<Answer<'getOrderHistory'>['events'][number], 'kind' | 'body'>

const begun = { receive: 'received', 'take-over': 'takenOver' } as const

/** What was done, in words; of a fact that was noted, which one, and the note that went with a step. */
export function eventText({ kind, body }: Event, t: TFunction): string {
  const noted = body['kind']
  if (kind === 'record') {
    const isKnown = typeof noted === 'string' && noted in en.caseFile.record
    return t('caseFile.noted', { what: isKnown ? t(`caseFile.record.${noted as 'decision'}`) : String(noted) })
  }
  if (kind === 'receive' || kind === 'take-over') return t(`caseFile.begun.${begun[kind]}`)
  const note = typeof body['note'] === 'string' && body['note'] !== '' ? body['note'] : undefined
  const words = wordOf('step', kind, t)
  return note === undefined ? words : `${words}: ${note}`
}
