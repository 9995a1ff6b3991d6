import type { Language } from '@bilezik/domain'
import type { Envelope } from './envelope.ts'
import type { Citation, PaperDevice } from './fields.ts'
import { dayInWords, dayOf, momentOf } from './format/time.ts'
import type { Block } from './layout/block.ts'
import type { Participant } from './signature.ts'
import { deviceTableWording } from './wording/device-table.ts'
import { envelopeWording } from './wording/envelope.ts'
import { filled, inWords, said } from './wording/say.ts'
import { deviceRoleTerms, preTrialRegimes, regimeTerms, signatoryTerms, standingTerms } from './wording/terms.ts'

type Row = readonly [label: string, value: string]
/** A row only where there is something to state. */
export function rowsOf(rows: readonly (readonly [label: string, value: string | null])[]): readonly Row[] {
  return rows.filter((row): row is Row => row[1] !== null)
}

export function personBlock({ person }: Envelope, language: Language): Block {
  const words = said(envelopeWording, language)
  const standing = person.standing && standingTerms[person.standing][language]
  return {
    kind: 'facts',
    heading: words.person,
    rows: rowsOf([
      [words.fullName, person.fullName],
      [words.standing, person.isMinor ? (standing ? filled(words.minor, { standing }) : words.minorAlone) : standing],
      [words.birthOn, person.birthOn && dayInWords(person.birthOn, language)],
      [words.iin, person.iin],
      [words.identityDocument, person.identityDocument],
      [words.address, person.address],
      [words.personPhone, person.phone],
    ]),
  }
}

export function orderBlock({ order }: Envelope, language: Language): Block {
  const words = said(envelopeWording, language)
  const date = order.isHourKnown ? momentOf(order.decidedAt, language) : dayOf(order.decidedAt, language)
  return {
    kind: 'facts',
    heading: words.order,
    rows: rowsOf([
      [words.orderNumber, filled(words.orderNumberValue, { number: order.number, date })],
      [preTrialRegimes.includes(order.regime) ? words.body : words.court, inWords(order.body, language)],
      [words.official, order.official],
      [words.caseNumber, order.caseNumber],
      [words.regime, regimeTerms[order.regime][language]],
      [words.term, termOf(order, language)],
    ]),
  }
}

function termOf({ termFrom, termUntil }: Envelope['order'], language: Language): string | null {
  const words = said(envelopeWording, language)
  if (termFrom === null && termUntil === null) return null
  const template = termFrom === null ? words.termUntil : termUntil === null ? words.termFrom : words.termBoth
  const moment = (at: typeof termFrom) => (at === null ? '' : momentOf(at, language))
  return filled(template, { from: moment(termFrom), until: moment(termUntil) })
}

export function citationText({ code, words }: Citation, language: Language): string {
  return filled(envelopeWording.citation[language], { code, words: inWords(words, language) })
}

export function citationsBlock({ citations }: Envelope, language: Language): Block {
  return {
    kind: 'list',
    heading: envelopeWording.citations[language],
    items: citations.map((citation) => citationText(citation, language)),
  }
}

export function devicesBlock(heading: string, devices: readonly PaperDevice[], language: Language): Block {
  const words = said(deviceTableWording, language)
  return {
    kind: 'table',
    heading,
    columns: [
      { title: words.name, share: 4 },
      { title: words.model, share: 3 },
      { title: words.serial, share: 3 },
      { title: words.condition, share: 3 },
    ],
    rows: devices.map(({ name, role, model, serial, inventoryNumber, condition }) => [
      `${inWords(name, language)} (${deviceRoleTerms[role][language]})`,
      model,
      inventoryNumber === null ? serial : `${serial}\n${filled(words.inventoryNumber, { number: inventoryNumber })}`,
      condition === null ? '–' : inWords(condition, language),
    ]),
  }
}

/** Nothing where nobody else was there. */
export function presentBlocks(participants: readonly Participant[], language: Language): readonly Block[] {
  if (participants.length === 0) return []
  return [
    {
      kind: 'facts',
      heading: envelopeWording.present[language],
      rows: participants.map(({ role, name }) => [signatoryTerms[role][language], name]),
    },
  ]
}

export function remarksBlocks(remarks: string | null, language: Language): readonly Block[] {
  return remarks === null ? [] : [{ kind: 'facts', rows: [[envelopeWording.remarks[language], remarks]] }]
}
