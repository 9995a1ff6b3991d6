import type { Localised } from '../localised.ts'

/** How an act counts: by paragraphs or by articles, and what stands below these. */
export interface Act {
  /** With its number and date, as a document names it. */
  readonly name: Localised
  /** As a screen names it, beside a title that gives the whole name. */
  readonly shortName: Localised
  readonly unit: 'paragraph' | 'article'
  /** The Labour Code divides its articles into paragraphs where the other codes have parts. */
  readonly part: 'part' | 'paragraph'
}

/** The acts that citations begin with: the same words as in the law package. */
export const citedActs: Readonly<Record<string, Act>> = {
  '1369': {
    name: {
      kk: 'Электрондық қадағалау құралдарын қолдану қағидалары (ҚР Үкіметінің 2014 жылғы 24 желтоқсандағы № 1369 қаулысы)',
      ru: 'Правила применения электронных средств слежения (постановление Правительства РК от 24 декабря 2014 года № 1369)',
      en: 'Rules on electronic tracking means (Resolution of the Government of the RK No. 1369 of 24 December 2014)',
    },
    shortName: { kk: '№\u00A01369 қағидалар', ru: 'Правила №\u00A01369', en: 'Rules No. 1369' },
    unit: 'paragraph',
    part: 'part',
  },
  PEC: {
    name: { kk: 'ҚР Қылмыстық-атқару кодексі', ru: 'Уголовно-исполнительный кодекс РК', en: 'Penal Execution Code of the RK' },
    shortName: { kk: 'ҚР ҚАК', ru: 'УИК РК', en: 'Penal Execution Code' },
    unit: 'article',
    part: 'part',
  },
  CPC: {
    name: {
      kk: 'ҚР Қылмыстық-процестік кодексі',
      ru: 'Уголовно-процессуальный кодекс РК',
      en: 'Criminal Procedure Code of the RK',
    },
    shortName: { kk: 'ҚР ҚПК', ru: 'УПК РК', en: 'Criminal Procedure Code' },
    unit: 'article',
    part: 'part',
  },
  'Labour Code': {
    name: { kk: 'ҚР Еңбек кодексі', ru: 'Трудовой кодекс РК', en: 'Labour Code of the RK' },
    shortName: { kk: 'ҚР Еңбек кодексі', ru: 'ТК РК', en: 'Labour Code' },
    unit: 'article',
    part: 'paragraph',
  },
  'Law on Holidays': {
    name: {
      kk: '«Қазақстан Республикасындағы мерекелер туралы» ҚР Заңы',
      ru: 'Закон РК «О праздниках в Республике Казахстан»',
      en: 'Law of the RK on Holidays in the Republic of Kazakhstan',
    },
    shortName: { kk: 'Мерекелер туралы заң', ru: 'Закон о праздниках', en: 'Law on Holidays' },
    unit: 'article',
    part: 'part',
  },
  CED: {
    name: {
      kk: 'Қазақстанның БҰҰ Күштеп жоғалту жөніндегі комитетіне екінші баяндамасы',
      ru: 'Второй доклад Казахстана Комитету ООН по насильственным исчезновениям',
      en: 'Second report of Kazakhstan to the UN Committee on Enforced Disappearances',
    },
    shortName: {
      kk: 'БҰҰ комитетіне екінші баяндама',
      ru: 'Второй доклад Комитету ООН',
      en: 'Second report to the UN Committee',
    },
    unit: 'paragraph',
    part: 'part',
  },
}
