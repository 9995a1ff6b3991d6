import { type Language, caseEventWords } from '@bilezik/domain'
import { citationText } from '../../envelope-blocks.ts'
import { dayInWords, dayOf, momentOf } from '../../format/time.ts'
import type { Block, Page } from '../../layout/block.ts'
import { filled, inWords, said } from '../../wording/say.ts'
import { signatoryTerms } from '../../wording/terms.ts'
import { bodyRows } from './body-rows.ts'
import type { HistoryEvent, OrderHistory } from './schema.ts'
import {
  channelTerms,
  deliveryStateTerms,
  documentKindTerms,
  permitTerms,
  recordTerms,
  signedHowTerms,
  stateTerms,
} from './terms.ts'
import { orderHistoryWording } from './wording.ts'

/** What was done, in words; of a fact that was noted, which one. */
function headingOf({ sequence, kind, body }: HistoryEvent, language: Language): string {
  const noted = typeof body['kind'] === 'string' ? body['kind'] : ''
  const what =
    kind === 'record'
      ? filled(orderHistoryWording.noted[language], { what: recordTerms[noted]?.[language] ?? noted })
      : (caseEventWords[kind]?.[language] ?? kind)
  return `${sequence}. ${what}`
}

/** What was recorded; of a noted fact which one it is stands in the heading. */
function bodyOf({ kind, body }: HistoryEvent): Readonly<Record<string, unknown>> {
  const { kind: _, ...fields } = body
  return kind === 'record' ? fields : body
}

function eventBlock(event: HistoryEvent, recorded: readonly (readonly [string, string])[], language: Language): Block {
  const words = said(orderHistoryWording, language)
  return {
    kind: 'facts',
    heading: headingOf(event, language),
    rows: [
      [words.at, momentOf(event.at, language)],
      [words.recordedAt, momentOf(event.recordedAt, language)],
      [words.by, event.by ?? words.byNobody],
      [words.after, stateTerms[event.state][language]],
      ...(event.citations.length > 0
        ? [[words.basis, event.citations.map((citation) => citationText(citation, language)).join('\n')] as const]
        : []),
      ...recorded,
    ],
  }
}

function documentsBlocks({ documents }: OrderHistory, language: Language): readonly Block[] {
  if (documents.length === 0) return []
  const words = said(orderHistoryWording, language)
  return [
    {
      kind: 'table',
      heading: words.documents,
      columns: [
        { title: words.number, share: 2 },
        { title: words.documentKind, share: 4 },
        { title: words.issuedAt, share: 4 },
        { title: words.by, share: 4 },
        { title: 'SHA-256', share: 5 },
      ],
      rows: documents.map(({ number, kind, issuedAt, by, sha256 }) => [
        number,
        documentKindTerms[kind][language],
        momentOf(issuedAt, language),
        by ?? '–',
        sha256,
      ]),
    },
  ]
}

function signaturesBlocks({ documents }: OrderHistory, language: Language): readonly Block[] {
  const words = said(orderHistoryWording, language)
  const rows = documents.flatMap(({ number, signatures }) =>
    signatures.map(({ role, name, method, at, reason }) => [
      number,
      signatoryTerms[role][language],
      name,
      [signedHowTerms[method][language], ...(reason === null ? [] : [inWords(reason, language)])].join(': '),
      momentOf(at, language),
    ]),
  )
  if (rows.length === 0) return []
  const columns = [
    { title: words.number, share: 2 },
    { title: words.role, share: 4 },
    { title: words.by, share: 4 },
    { title: words.how, share: 4 },
    { title: words.when, share: 4 },
  ]
  return [{ kind: 'table', heading: words.signatures, columns, rows }]
}

function permitsBlocks({ permits }: OrderHistory, language: Language): readonly Block[] {
  if (permits.length === 0) return []
  const words = said(orderHistoryWording, language)
  const columns = [
    { title: words.permitKind, share: 3 },
    { title: words.during, share: 6 },
    { title: words.by, share: 5 },
    { title: words.when, share: 4 },
  ]
  const rows = permits.map(({ kind, from, until, givenAt, by, number, revokedAt }) => [
    permitTerms[kind][language],
    [
      `${momentOf(from, language)} – ${momentOf(until, language)}`,
      ...(revokedAt === null ? [] : [filled(words.revoked, { at: momentOf(revokedAt, language) })]),
    ].join('; '),
    `${by}, № ${number}`,
    momentOf(givenAt, language),
  ])
  return [{ kind: 'table', heading: words.permits, columns, rows }]
}

function deliveriesBlocks({ deliveries }: OrderHistory, language: Language): readonly Block[] {
  if (deliveries.length === 0) return []
  const words = said(orderHistoryWording, language)
  const columns = [
    { title: words.number, share: 2 },
    { title: words.recipient, share: 5 },
    { title: words.how, share: 3 },
    { title: words.when, share: 4 },
    { title: words.outcome, share: 5 },
  ]
  const rows = deliveries.map(({ number, recipient, channel, state, at, receivedAt, receivedBy }) => [
    number ?? words.file,
    inWords(language === 'kk' ? recipient.kk : recipient.ru, language),
    channelTerms[channel]?.[language] ?? channel,
    momentOf(at, language),
    [
      deliveryStateTerms[state]?.[language] ?? state,
      ...(receivedBy === null ? [] : [receivedBy]),
      ...(receivedAt === null ? [] : [momentOf(receivedAt, language)]),
    ].join(', '),
  ])
  return [{ kind: 'table', heading: words.deliveries, columns, rows }]
}

/** The whole page: an extract has no number, no addressee and no signature. */
export function orderHistoryPage(history: OrderHistory, language: Language): Page {
  const words = said(orderHistoryWording, language)
  const { decision, events, organisation } = history
  const recorded = bodyRows(events.map(bodyOf), language)
  const decided =
    decision &&
    filled(words.decisionValue, {
      number: decision.number,
      on: dayInWords(decision.on, language),
      body: inWords(decision.body, language),
    })
  return {
    language,
    title: words.title,
    subtitle: words.subtitle,
    organisation: [organisation === null ? '–' : inWords(organisation, language)],
    number: filled(words.named, { id: history.orderId }),
    date: dayOf(history.printedAt, language),
    place: null,
    addressee: [],
    blocks: [
      {
        kind: 'facts',
        rows: [
          [words.person, history.personName],
          [words.decision, decided ?? words.noDecision],
          [words.state, stateTerms[history.state][language]],
          [words.count, String(events.length)],
          [words.jsonSha256, history.jsonSha256],
        ],
      },
      ...(events.length === 0 ? [{ kind: 'paragraph', text: words.noEvents } as const] : []),
      ...events.map((event, i) => eventBlock(event, recorded[i] ?? [], language)),
      ...documentsBlocks(history, language),
      ...signaturesBlocks(history, language),
      ...permitsBlocks(history, language),
      ...deliveriesBlocks(history, language),
      { kind: 'paragraph', text: words.extract, isStrong: true },
    ],
  }
}
