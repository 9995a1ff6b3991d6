import type { Language } from '@bilezik/domain'
import { devicesBlock, orderBlock, personBlock, rowsOf } from '../../envelope-blocks.ts'
import { dayInWords, momentOf } from '../../format/time.ts'
import type { Block } from '../../layout/block.ts'
import { filled, inWords, said } from '../../wording/say.ts'
import type { Compose } from '../kind.ts'
import type { HospitalisationNotice } from './schema.ts'
import { hospitalisationNoticeWording } from './wording.ts'

/** Secrets of the investigation stay with the body. */
function whose(notice: HospitalisationNotice, language: Language): readonly Block[] {
  if (notice.to === 'body') return [personBlock(notice, language), orderBlock(notice, language)]
  const words = said(hospitalisationNoticeWording, language)
  const { fullName, birthOn } = notice.person
  return [
    {
      kind: 'facts',
      heading: words.patient,
      rows: rowsOf([
        [words.fullName, fullName],
        [words.birthOn, birthOn && dayInWords(birthOn, language)],
      ]),
    },
  ]
}

export const composeHospitalisationNotice: Compose<HospitalisationNotice> = (notice, language) => {
  const words = said(hospitalisationNoticeWording, language)
  return {
    title: words.title,
    addressee: [inWords(notice.addressee, language)],
    blocks: [
      { kind: 'paragraph', text: words[`${notice.to}Text`] },
      ...whose(notice, language),
      {
        kind: 'facts',
        heading: words.stay,
        rows: rowsOf([
          [words.institution, inWords(notice.institution, language)],
          [words.admittedAt, notice.admittedAt === null ? null : momentOf(notice.admittedAt, language)],
          [words.learnedAt, momentOf(notice.learnedAt, language)],
        ]),
      },
      devicesBlock(words.devices, notice.devices, language),
      { kind: 'paragraph', text: filled(words[`${notice.to}Request`], { phone: notice.contactPhone }), isStrong: true },
    ],
  }
}
