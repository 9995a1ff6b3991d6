import { orderBlock, personBlock, rowsOf } from '../../envelope-blocks.ts'
import { momentOf } from '../../format/time.ts'
import type { Block } from '../../layout/block.ts'
import { inWords, said } from '../../wording/say.ts'
import type { Compose } from '../kind.ts'
import type { AdoptionNotice } from './schema.ts'
import { adoptionNoticeWording } from './wording.ts'

export const composeAdoptionNotice: Compose<AdoptionNotice> = (notice, language) => {
  const words = said(adoptionNoticeWording, language)
  const conditions: Block = {
    kind: 'table',
    heading: words.conditions,
    columns: [
      { title: words.what, share: 1 },
      { title: words.basis, share: 1 },
    ],
    rows: notice.conditions.map(({ what, basis }) => [inWords(what, language), inWords(basis, language)]),
  }
  return {
    title: words.title,
    addressee: [inWords(notice.addressee, language)],
    blocks: [
      { kind: 'paragraph', text: words.intro },
      personBlock(notice, language),
      orderBlock(notice, language),
      {
        kind: 'facts',
        heading: words.adoption,
        rows: rowsOf([
          [words.receivedAt, momentOf(notice.receivedAt, language)],
          [words.registeredAt, momentOf(notice.registeredAt, language)],
          [words.registrationNumber, notice.registrationNumber],
          [words.fittedAt, notice.fittedAt === null ? null : momentOf(notice.fittedAt, language)],
          [words.responsible, notice.responsible],
          [words.responsiblePhone, notice.responsiblePhone],
        ]),
      },
      ...(notice.conditions.length > 0 ? [conditions] : []),
    ],
  }
}
