import type { Language } from '@bilezik/domain'
import { dayOf } from '../../format/time.ts'
import type { Page } from '../../layout/block.ts'
import { envelopeWording } from '../../wording/envelope.ts'
import { filled, inWords, said } from '../../wording/say.ts'
import { documentKindTerms } from '../order-history/terms.ts'
import type { CoverSheet, Enclosed } from './schema.ts'
import { coverSheetWording } from './wording.ts'

/** Room for a pen. */
const blank = '_'.repeat(36)

function rowOf(paper: Enclosed, index: number, language: Language): readonly string[] {
  const item = String(index + 1)
  if ('name' in paper) return [item, paper.name, '–', '–']
  return [item, documentKindTerms[paper.kind][language], paper.number, dayOf(paper.issuedAt, language)]
}

/** The whole page: it has no number of the journal, and its one signature is that of whoever receives. */
export function coverSheetPage(sheet: CoverSheet, language: Language): Page {
  const words = said(coverSheetWording, language)
  const { organisation, addressee, address, enclosed } = sheet
  return {
    language,
    title: words.title,
    subtitle: words.subtitle,
    organisation: [
      inWords(organisation.name, language),
      ...(organisation.address === null ? [] : [inWords(organisation.address, language)]),
      ...(organisation.phone === null ? [] : [filled(envelopeWording.phone[language], { phone: organisation.phone })]),
    ],
    number: filled(words.named, { id: sheet.deliveryId }),
    date: dayOf(sheet.printedAt, language),
    place: null,
    addressee: [addressee, ...(address === null ? [] : [address])],
    blocks: [
      {
        kind: 'table',
        heading: words.enclosed,
        columns: [
          { title: words.item, share: 1 },
          { title: words.paper, share: 7 },
          { title: words.number, share: 3 },
          { title: words.day, share: 4 },
        ],
        rows: enclosed.map((paper, i) => rowOf(paper, i, language)),
      },
      { kind: 'paragraph', text: filled(words.count, { count: String(enclosed.length) }) },
      {
        kind: 'facts',
        heading: words.receipt,
        rows: [
          [words.name, blank],
          [words.at, blank],
          [words.incoming, blank],
        ],
      },
      { kind: 'paragraph', text: words.back },
    ],
  }
}
