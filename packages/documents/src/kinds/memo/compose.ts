import { deviceRoles } from '@bilezik/domain'
import { devicesBlock, personBlock, presentBlocks } from '../../envelope-blocks.ts'
import { momentOf } from '../../format/time.ts'
import { filled, inWords, said } from '../../wording/say.ts'
import type { Compose } from '../kind.ts'
import type { Memo } from './schema.ts'
import { memoWording } from './wording.ts'

export const composeMemo: Compose<Memo> = (memo, language) => {
  const words = said(memoWording, language)
  const phone = memo.contactPhone
  const roles = deviceRoles.filter((role) => memo.devices.some((device) => device.role === role))
  const charge = memo.chargeMinutes === null ? [] : [filled(words.charge, { minutes: String(memo.chargeMinutes) })]
  return {
    title: words.title,
    blocks: [
      personBlock(memo, language),
      devicesBlock(words.devices, memo.devices, language),
      {
        kind: 'list',
        heading: words.safety,
        items: [filled(words.skin, { phone }), words.noOpening, words.charger, words.doctor],
      },
      {
        kind: 'list',
        heading: words.operation,
        items: [...roles.map((role) => words[role]), ...charge, filled(words.signals, { signals: words[memo.signals], phone })],
      },
      { kind: 'list', heading: words.trouble, items: [filled(words.damage, { phone }), words.noFault, words.danger] },
      { kind: 'list', heading: words.know, items: [words.noDuties, words.again] },
      {
        kind: 'facts',
        heading: words.told,
        rows: [
          [words.toldAt, momentOf(memo.explainedAt, language)],
          [words.toldBy, memo.explainedBy],
          [words.toldIn, inWords(memo.explainedIn, language)],
        ],
      },
      ...presentBlocks(memo.present, language),
      { kind: 'paragraph', text: words.received, isStrong: true },
    ],
  }
}
