import type { Language } from '@bilezik/domain'
import { devicesBlock, orderBlock, personBlock, presentBlocks, rowsOf } from '../../envelope-blocks.ts'
import { wholeNumber } from '../../format/quantity.ts'
import { momentOf } from '../../format/time.ts'
import type { Block } from '../../layout/block.ts'
import { inWords, said } from '../../wording/say.ts'
import type { Compose } from '../kind.ts'
import type { DamageAct } from './schema.ts'
import { damageActWording } from './wording.ts'

function computation({ lines }: DamageAct, language: Language): Block {
  const words = said(damageActWording, language)
  const number = (value: number) => wholeNumber(value, language)
  const sum = lines.reduce((total, { quantity, unitTenge }) => total + quantity * unitTenge, 0)
  return {
    kind: 'table',
    heading: words.computation,
    columns: [
      { title: words.what, share: 6 },
      { title: words.basis, share: 5 },
      { title: words.quantity, share: 2, align: 'right' },
      { title: words.unit, share: 3, align: 'right' },
      { title: words.amount, share: 3, align: 'right' },
    ],
    rows: lines.map(({ what, basis, quantity, unitTenge }) => [
      inWords(what, language),
      inWords(basis, language),
      number(quantity),
      number(unitTenge),
      number(quantity * unitTenge),
    ]),
    total: [words.total, '', '', '', number(sum)],
  }
}

function findingBlocks({ finding }: DamageAct, language: Language): readonly Block[] {
  const words = said(damageActWording, language)
  if (finding.kind === 'not-examined') {
    return [{ kind: 'facts', rows: [[words.finding, words['not-examined']]] }]
  }
  return [
    {
      kind: 'facts',
      rows: [
        [words.finding, words[finding.kind]],
        [words.official, finding.official],
        [words.decidedAt, momentOf(finding.foundAt, language)],
        [words.reasons, finding.reasons],
      ],
    },
  ]
}

export const composeDamageAct: Compose<DamageAct> = (act, language) => {
  const words = said(damageActWording, language)
  const annexes = act.annexes.map((annex) => inWords(annex, language))
  return {
    title: words.title,
    blocks: [
      personBlock(act, language),
      orderBlock(act, language),
      {
        kind: 'facts',
        heading: words.event,
        rows: rowsOf([
          [words.state, words[act.event]],
          [words.foundAt, momentOf(act.foundAt, language)],
          [words.foundBy, act.foundBy],
          [words.circumstances, act.circumstances],
          [words.personStatement, act.personStatement],
        ]),
      },
      devicesBlock(words.devices, act.devices, language),
      computation(act, language),
      ...findingBlocks(act, language),
      { kind: 'paragraph', text: words.compensation },
      ...(annexes.length > 0 ? [{ kind: 'list', heading: words.annexes, items: annexes } as const] : []),
      ...presentBlocks(act.present, language),
    ],
  }
}
