import type { Wording } from '../../wording/say.ts'

export const returnToBodyWording = {
  title: {
    kk: 'ҚҰЖАТТАРДЫ ҚАЙТАРУ ТУРАЛЫ ХАБАРЛАМА',
    ru: 'УВЕДОМЛЕНИЕ О ВОЗВРАЩЕНИИ ДОКУМЕНТОВ',
    en: 'NOTICE OF RETURN OF DOCUMENTS',
  },
  intro: {
    kk: 'Электрондық қадағалау құралдарын қолдану үшін жіберілген құжаттар тексерілді. Төменде көрсетілген кемшіліктерді жоюды сұраймыз.',
    ru: 'Документы, направленные для применения электронных средств слежения, проверены. Просим устранить указанные ниже недостатки.',
    en: 'The documents sent for the use of electronic tracking means have been checked. Please remedy what is listed below.',
  },
  package: { kk: 'Құжаттар топтамасы', ru: 'Пакет документов', en: 'The package' },
  sentAt: { kk: 'Жіберілген уақыты', ru: 'Направлен', en: 'Sent' },
  receivedAt: { kk: 'Алынған уақыты', ru: 'Получен', en: 'Received' },
  findings: { kk: 'Кемшіліктер', ru: 'Недостатки', en: 'What is missing or wrong' },
  what: { kk: 'Кемшілік', ru: 'Недостаток', en: 'What' },
  owedBy: { kk: 'Кім ұсынады', ru: 'Кто представляет', en: 'Owed by' },
  citation: { kk: 'Норма', ru: 'Норма', en: 'Provision' },
  policy: { kk: 'қызметтің өз тәртібі', ru: 'собственный порядок службы', en: "the service's own rule" },
  blocked: {
    kk: 'Шешімді орындау басталған жоқ. Көрсетілген кемшіліктер жойылғанға дейін шешім орындауға қабылданбайды. Құжаттар қайта түскеннен кейін тексеру дереу жүргізіледі.',
    ru: 'Исполнение не начато. До устранения указанных препятствий решение к исполнению не принимается. После повторного поступления документы будут проверены незамедлительно.',
    en: 'Execution has not begun. Until this is remedied the decision is not adopted for execution. Documents that come in again are checked at once.',
  },
  goesOn: {
    kk: 'Шешімді орындау жалғасуда; жетіспейтін құжаттар бөлек жіберілуі мүмкін.',
    ru: 'Исполнение решения продолжается; недостающие документы могут быть направлены отдельно.',
    en: 'The decision is being executed meanwhile; what is missing may be sent separately.',
  },
} as const satisfies Wording
