import { citationText, orderBlock, personBlock, rowsOf } from '../../envelope-blocks.ts'
import { momentOf } from '../../format/time.ts'
import { inWords, said } from '../../wording/say.ts'
import type { Language } from '@bilezik/domain'
import type { Compose } from '../kind.ts'
import { obstacleTerms } from './obstacle-terms.ts'
import { ownerTerms, pieceTerms, problemTerms } from './package-terms.ts'
import type { ReturnToBody } from './schema.ts'
import { returnToBodyWording } from './wording.ts'

function whatAndWho(finding: ReturnToBody['findings'][number], language: Language): readonly [what: string, who: string] {
  if ('obstacle' in finding) return [obstacleTerms[finding.obstacle][language], ownerTerms.body[language]]
  const { piece, problem, owedBy, detail } = finding
  const what = `${pieceTerms[piece][language]} – ${problemTerms[problem][language]}`
  return [detail === null ? what : `${what}: ${inWords(detail, language)}`, ownerTerms[owedBy][language]]
}

export const composeReturnToBody: Compose<ReturnToBody> = (notice, language) => {
  const words = said(returnToBodyWording, language)
  return {
    title: words.title,
    addressee: [inWords(notice.addressee, language)],
    blocks: [
      { kind: 'paragraph', text: words.intro },
      personBlock(notice, language),
      orderBlock(notice, language),
      {
        kind: 'facts',
        heading: words.package,
        rows: rowsOf([
          [words.sentAt, notice.sentAt === null ? null : momentOf(notice.sentAt, language)],
          [words.receivedAt, momentOf(notice.receivedAt, language)],
        ]),
      },
      {
        kind: 'table',
        heading: words.findings,
        columns: [
          { title: '№', share: 1 },
          { title: words.what, share: 8 },
          { title: words.owedBy, share: 5 },
          { title: words.citation, share: 7 },
        ],
        rows: notice.findings.map((finding, index) => [
          String(index + 1),
          ...whatAndWho(finding, language),
          finding.citation === null ? words.policy : citationText(finding.citation, language),
        ]),
      },
      { kind: 'paragraph', text: notice.isExecutionBlocked ? words.blocked : words.goesOn, isStrong: true },
    ],
  }
}
