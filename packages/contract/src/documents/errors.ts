import type { Localised } from '@bilezik/domain'

/** What can be said against a document; the other refusals stand in the catalogue. */
export const documentErrors = {
  'document-facts-missing': {
    status: 422,
    title: {
      en: 'Something that the document must state is not known yet',
      ru: 'Пока не известно то, что должно быть указано в документе',
      kk: 'Құжатта көрсетілуге тиіс мәлімет әлі белгісіз',
    },
  },
  'document-refused': {
    status: 422,
    title: {
      en: 'The document cannot be drawn up like this',
      ru: 'В таком виде документ составить нельзя',
      kk: 'Құжатты бұл түрде жасауға болмайды',
    },
  },
  'document-changed': {
    status: 409,
    title: {
      en: 'What the document states has changed since you read it: read it again',
      ru: 'Сведения в документе изменились после просмотра: прочтите его снова',
      kk: 'Қарап шыққаннан кейін құжаттағы мәліметтер өзгерді: қайта оқып шығыңыз',
    },
  },
  'document-head-only': {
    status: 403,
    title: {
      en: 'This document is issued by the head; keep it as a draft',
      ru: 'Этот документ издаёт руководитель; сохраните его как проект',
      kk: 'Бұл құжатты басшы шығарады; оны жоба ретінде сақтаңыз',
    },
  },
  'document-issued': {
    status: 409,
    title: {
      en: 'The document is issued and does not change any more; another one may replace it',
      ru: 'Документ издан и больше не меняется; его можно заменить другим',
      kk: 'Құжат шығарылған, енді өзгермейді; оны басқасымен ауыстыруға болады',
    },
  },
  'document-too-many': {
    status: 409,
    title: {
      en: 'The order has too many documents',
      ru: 'По этому решению слишком много документов',
      kk: 'Бұл шешім бойынша құжат тым көп',
    },
  },
  'renderer-unavailable': {
    status: 503,
    title: {
      en: 'The document could not be drawn up just now; nothing was issued',
      ru: 'Сейчас составить документ не удалось; ничего не издано',
      kk: 'Құжатты дәл қазір жасау мүмкін болмады; ештеңе шығарылған жоқ',
    },
  },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly title: Localised }>>
