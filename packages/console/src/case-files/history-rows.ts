import { type Language } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { type Answer } from '../api/client.ts'
import { stateKey } from '../deliveries/settle-delivery.ts'
import { dateAndTime } from '../format/time.ts'
import { eventText } from './event-text.ts'

export type History = Omit<Answer<'getOrderHistory'>, 'id' | 'personId' | 'organisationId' | 'state'>
type Event = History['events'][number]

export interface HistoryRow {
  readonly key: string
  /** When it took effect. */
  readonly at: string
  /** When it was written down: what the rows are in order of. */
  readonly recordedAt: string
  readonly what: string
  readonly byName: string | null
  /** After a step; null: it does not change with what this row is about. */
  readonly state: Event['state'] | null
  readonly citations: readonly string[]
}

const beside = (key: string, at: string, what: string, byName: string | null): HistoryRow => ({
  key,
  at,
  recordedAt: at,
  what,
  byName,
  state: null,
  citations: [],
})

function rowsOfDocument({ id, kind, number, issuedAt, issuedByName, signatures }: History['documents'][number], t: TFunction) {
  const paper = t('caseFile.beside.paper', { kind: t(`documents.kind.${kind}`), number })
  return [
    beside(`issued ${id}`, issuedAt, t('caseFile.beside.issued', { paper }), issuedByName),
    ...signatures.map(({ role, name, method, signedAt, recordedByName, reason }, i) => {
      const how = t(`documents.method.${method}`)
      const signed = t('caseFile.beside.signed', { paper, role: t(`signing.role.${role}`), name, how })
      return beside(`signed ${id} ${i}`, signedAt, reason === null ? signed : `${signed}: ${reason}`, recordedByName)
    }),
  ]
}

function rowsOfPermit(permit: History['permits'][number], index: number, language: Language, t: TFunction) {
  const moment = (iso: string) => dateAndTime(Date.parse(iso), language)
  const what = t('caseFile.beside.permit', {
    kind: t(`permits.kind.${permit.kind}`),
    span: t('permits.span', { from: moment(permit.from), until: moment(permit.until) }),
    number: permit.documentNumber,
  })
  const { revokedAt, revokedReason } = permit
  return [
    beside(`permit ${index}`, permit.givenAt, what, permit.givenBy),
    ...(revokedAt === null
      ? []
      : [beside(`revoked ${index}`, revokedAt, t('caseFile.beside.revoked', { what, reason: revokedReason ?? '' }), null)]),
  ]
}

function rowsOfDelivery(one: History['deliveries'][number], index: number, paper: string, language: Language, t: TFunction) {
  const to = one.recipientName[language === 'kk' ? 'kk' : 'ru']
  const [channel, state] = [t(`deliveries.channel.${one.channel}`), t(`deliveries.state.${stateKey(one)}`)]
  return [
    beside(`asked ${index}`, one.askedAt, t('caseFile.beside.toSend', { paper, to, channel, state }), one.askedByName),
    ...(one.receivedAt === null
      ? []
      : [beside(`received ${index}`, one.receivedAt, t('caseFile.beside.received', { paper, to }), one.receivedBy)]),
  ]
}

/** Everything that was done on an order, steps and papers alike, in the order in which it was written down. */
export function historyRows({ events, documents, permits, deliveries }: History, language: Language, t: TFunction): HistoryRow[] {
  const papers = new Map(
    documents.map(({ id, kind, number }) => [id, t('caseFile.beside.paper', { kind: t(`documents.kind.${kind}`), number })]),
  )
  const rows = [
    ...events.map((event) => ({ ...event, key: String(event.sequence), what: eventText(event, language, t) })),
    ...documents.flatMap((document) => rowsOfDocument(document, t)),
    ...permits.flatMap((permit, i) => rowsOfPermit(permit, i, language, t)),
    ...deliveries.flatMap((one, i) => rowsOfDelivery(one, i, papers.get(one.documentId ?? '') ?? one.what, language, t)),
  ]
  return rows.toSorted((a, b) => Date.parse(a.recordedAt) - Date.parse(b.recordedAt))
}
