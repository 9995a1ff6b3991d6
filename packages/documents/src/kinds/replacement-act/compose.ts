import { devicesBlock, orderBlock, personBlock, presentBlocks, remarksBlocks, rowsOf } from '../../envelope-blocks.ts'
import { momentOf } from '../../format/time.ts'
import { filled, said } from '../../wording/say.ts'
import type { Compose } from '../kind.ts'
import type { ReplacementAct } from './schema.ts'
import { replacementActWording } from './wording.ts'

export const composeReplacementAct: Compose<ReplacementAct> = (act, language) => {
  const words = said(replacementActWording, language)
  const { gap } = act
  const without = gap && filled(words.gapValue, { from: momentOf(gap.from, language), until: momentOf(gap.until, language) })
  return {
    title: words.title,
    blocks: [
      { kind: 'paragraph', text: words[act.because] },
      personBlock(act, language),
      orderBlock(act, language),
      {
        kind: 'facts',
        heading: words.replacement,
        rows: rowsOf([
          [act.because === 'planned' ? words.occasion : words.description, act.description],
          [words.noticedAt, momentOf(act.noticedAt, language)],
          [words.replacedAt, momentOf(act.replacedAt, language)],
          [words.replacedBy, act.replacedBy],
          [words.gap, without],
        ]),
      },
      devicesBlock(words.removed, act.removed, language),
      ...(act.fitted.length > 0 ? [devicesBlock(words.fitted, act.fitted, language)] : []),
      ...(gap === null ? [] : [{ kind: 'paragraph', text: words.noFault } as const]),
      ...presentBlocks(act.present, language),
      ...remarksBlocks(act.remarks, language),
    ],
  }
}
