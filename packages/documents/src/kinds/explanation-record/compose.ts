import { explanationTopics } from '@bilezik/domain'
import { orderBlock, personBlock, presentBlocks, rowsOf } from '../../envelope-blocks.ts'
import { momentOf } from '../../format/time.ts'
import { envelopeWording } from '../../wording/envelope.ts'
import { inWords, said } from '../../wording/say.ts'
import type { Compose } from '../kind.ts'
import type { ExplanationRecord } from './schema.ts'
import { explanationRecordWording } from './wording.ts'

export const composeExplanationRecord: Compose<ExplanationRecord> = (record, language) => {
  const words = said(explanationRecordWording, language)
  const yesOrNo = (is: boolean) => envelopeWording[is ? 'yes' : 'no'][language]
  return {
    title: words.title,
    blocks: [
      { kind: 'paragraph', text: words.intro },
      personBlock(record, language),
      orderBlock(record, language),
      {
        kind: 'list',
        heading: words.topics,
        items: explanationTopics.filter((topic) => record.topics.includes(topic)).map((topic) => words[topic]),
      },
      {
        kind: 'facts',
        heading: words.held,
        rows: rowsOf([
          [words.at, momentOf(record.explainedAt, language)],
          [words.by, record.explainedBy],
          [words.onBehalfOf, words[record.explainedFor]],
          [words.in, inWords(record.explainedIn, language)],
          [words.understood, yesOrNo(record.hasUnderstood)],
          [words.copy, yesOrNo(record.isCopyHanded)],
          [words.remarks, record.remarks],
        ]),
      },
      ...presentBlocks(record.present, language),
    ],
  }
}
