import type { Language } from '@bilezik/domain'
import { orderBlock, personBlock } from '../../envelope-blocks.ts'
import { momentOf } from '../../format/time.ts'
import type { Block } from '../../layout/block.ts'
import { inWords, said } from '../../wording/say.ts'
import { deviceRoleTerms } from '../../wording/terms.ts'
import type { Compose } from '../kind.ts'
import type { EquipmentDecision } from './schema.ts'
import { equipmentDecisionWording } from './wording.ts'

function choices(heading: string, chosen: EquipmentDecision['decided'], language: Language): Block {
  const words = said(equipmentDecisionWording, language)
  return {
    kind: 'table',
    heading,
    columns: [
      { title: words.device, share: 4 },
      { title: words.model, share: 3 },
      { title: words.because, share: 6 },
    ],
    rows: chosen.map(({ name, role, model, because }) => [
      `${inWords(name, language)} (${deviceRoleTerms[role][language]})`,
      model ?? '–',
      inWords(because, language),
    ]),
  }
}

export const composeEquipmentDecision: Compose<EquipmentDecision> = (decision, language) => {
  const words = said(equipmentDecisionWording, language)
  return {
    title: words.title,
    blocks: [
      { kind: 'paragraph', text: words.intro },
      personBlock(decision, language),
      orderBlock(decision, language),
      {
        kind: 'facts',
        heading: words.circumstances,
        rows: [
          ...decision.circumstances.map(({ what, finding }) => [inWords(what, language), inWords(finding, language)] as const),
          [words.concealment, inWords(decision.concealment, language)],
        ],
      },
      ...(decision.proposed.length > 0 ? [choices(words.proposed, decision.proposed, language)] : []),
      choices(words.decided, decision.decided, language),
      {
        kind: 'facts',
        rows: [
          [words.reasons, decision.reasons],
          [words.decidedBy, decision.decidedBy],
          [words.decidedAt, momentOf(decision.decidedAt, language)],
        ],
      },
    ],
  }
}
