import { devicesBlock, orderBlock, personBlock, presentBlocks, remarksBlocks, rowsOf } from '../../envelope-blocks.ts'
import { dayInWords, momentOf } from '../../format/time.ts'
import { filled, inWords, said } from '../../wording/say.ts'
import { endGroundTerms } from '../end-ground.ts'
import type { Compose } from '../kind.ts'
import type { ClosingAct } from './schema.ts'
import { closingActWording } from './wording.ts'

export const composeClosingAct: Compose<ClosingAct> = (act, language) => {
  const words = said(closingActWording, language)
  const { groundDocument, removedAt, collectionEndedAt, returned, notReturned } = act
  const back = notReturned.length > 0 ? '' : returned.length > 0 ? words.allBack : words.neverFitted
  const rests =
    groundDocument &&
    filled(words.groundDocumentValue, {
      number: groundDocument.number,
      on: dayInWords(groundDocument.on, language),
      by: inWords(groundDocument.by, language),
    })
  return {
    title: words.title,
    blocks: [
      { kind: 'paragraph', text: `${words.intro}${back && ` ${back}`}` },
      personBlock(act, language),
      orderBlock(act, language),
      {
        kind: 'facts',
        heading: words.closing,
        rows: rowsOf([
          [words.ground, endGroundTerms[act.ground][language]],
          [words.groundDocument, rests],
          [words.collectionEndedAt, collectionEndedAt === null ? null : momentOf(collectionEndedAt, language)],
          [words.removedAt, removedAt === null ? null : momentOf(removedAt, language)],
          [words.storedWith, act.storedWith],
        ]),
      },
      ...(act.returned.length > 0 ? [devicesBlock(words.returned, act.returned, language)] : []),
      ...(act.notReturned.length > 0 ? [devicesBlock(words.notReturned, act.notReturned, language)] : []),
      ...presentBlocks(act.present, language),
      ...remarksBlocks(act.remarks, language),
    ],
  }
}
