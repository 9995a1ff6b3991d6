import { type Language, caseEventWords } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { type Answer } from '../api/client.ts'
import { en } from '../i18n/en.ts'

type Event = Pick<Answer<'getOrderHistory'>['events'][number], 'kind' | 'body'>

/** What was done, in words; of a fact that was noted, which one, and the note that went with a step. */
export function eventText({ kind, body }: Event, language: Language, t: TFunction): string {
  const noted = body['kind']
  if (kind === 'record') {
    const isKnown = typeof noted === 'string' && noted in en.caseFile.record
    return t('caseFile.noted', { what: isKnown ? t(`caseFile.record.${noted as 'decision'}`) : String(noted) })
  }
  const words = caseEventWords[kind]?.[language] ?? kind
  const note = body['note']
  return typeof note === 'string' && note !== '' ? `${words}: ${note}` : words
}
