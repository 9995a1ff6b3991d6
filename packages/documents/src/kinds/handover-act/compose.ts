import type { Language } from '@bilezik/domain'
import { devicesBlock, orderBlock, personBlock, presentBlocks, remarksBlocks, rowsOf } from '../../envelope-blocks.ts'
import { momentOf } from '../../format/time.ts'
import type { Block } from '../../layout/block.ts'
import { filled, inWords, said } from '../../wording/say.ts'
import { endGroundTerms } from '../end-ground.ts'
import type { Compose } from '../kind.ts'
import type { HandoverAct } from './schema.ts'
import { handoverActWording } from './wording.ts'

function becauseOf({ occasion }: HandoverAct, language: Language): string {
  if (occasion.kind === 'fitting') return ''
  return occasion.kind === 'removal' ? endGroundTerms[occasion.ground][language] : handoverActWording[occasion.because][language]
}

export const composeHandoverAct: Compose<HandoverAct> = (act, language) => {
  const words = said(handoverActWording, language)
  const { occasion, concealment, checks } = act
  const checked: Block = {
    kind: 'facts',
    heading: words.checks,
    rows: checks.map(({ what, outcome }) => [inWords(what, language), inWords(outcome, language)]),
  }
  return {
    title: words.title,
    subtitle: words[occasion.kind],
    blocks: [
      { kind: 'paragraph', text: filled(words[`${occasion.kind}Text`], { because: becauseOf(act, language) }) },
      personBlock(act, language),
      orderBlock(act, language),
      {
        kind: 'facts',
        heading: words.heading,
        rows: rowsOf([
          [words.heldAt, momentOf(act.heldAt, language)],
          [words.handedOverBy, act.handedOverBy],
          [words.receivedBy, act.receivedBy],
          [words.receivingBody, occasion.kind === 'transfer' ? inWords(occasion.receivingBody, language) : null],
          [words.concealment, concealment === null ? null : inWords(concealment, language)],
        ]),
      },
      devicesBlock(words.devices, act.devices, language),
      ...(checks.length > 0 ? [checked] : []),
      ...presentBlocks(act.present, language),
      ...remarksBlocks(act.remarks, language),
      { kind: 'paragraph', text: words.copies },
    ],
  }
}
