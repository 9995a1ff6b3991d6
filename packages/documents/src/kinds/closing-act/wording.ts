import type { Wording } from '../../wording/say.ts'

export const closingActWording = {
  title: {
    kk: 'ЭЛЕКТРОНДЫҚ ҚАДАҒАЛАУ ҚҰРАЛДАРЫН ҚОЛДАНУДЫ ТОҚТАТУ АКТІСІ',
    ru: 'АКТ О ПРЕКРАЩЕНИИ ПРИМЕНЕНИЯ ЭЛЕКТРОННЫХ СРЕДСТВ СЛЕЖЕНИЯ',
    en: 'ACT OF CLOSING OF ELECTRONIC TRACKING',
  },
  intro: {
    kk: 'Электрондық қадағалау құралдарын қолдану тоқтатылды, деректер жинау аяқталды.',
    ru: 'Применение электронных средств слежения прекращено, сбор данных завершён.',
    en: 'The use of electronic tracking means has ended, and collection of data has stopped.',
  },
  allBack: {
    kk: 'Құралдар қоймаға қайтарылды.',
    ru: 'Средства возвращены на склад.',
    en: 'The devices are back in stock.',
  },
  neverFitted: {
    kk: 'Құрал орнатылмаған.',
    ru: 'Средство не устанавливалось.',
    en: 'No device had been fitted.',
  },
  closing: { kk: 'Тоқтату', ru: 'Прекращение', en: 'Closing' },
  ground: { kk: 'Негізі', ru: 'Основание', en: 'Ground' },
  groundDocument: { kk: 'Негіз болған құжат', ru: 'Документ-основание', en: 'Document' },
  groundDocumentValue: { kk: '№ {number}, {on}, {by}', ru: '№ {number} от {on}, {by}', en: 'No. {number} of {on}, {by}' },
  collectionEndedAt: { kk: 'Деректер жинау аяқталған уақыт', ru: 'Сбор данных завершён', en: 'Collection of data ended' },
  removedAt: { kk: 'Құрал алынған уақыт', ru: 'Средство снято', en: 'Device removed' },
  storedWith: { kk: 'Қоймаға қабылдаған адам', ru: 'На склад принял (-а)', en: 'Received into stock by' },
  notReturned: { kk: 'Қайтарылмаған құралдар', ru: 'Невозвращённые средства', en: 'Devices not returned' },
  returned: { kk: 'Қайтарылған құралдар', ru: 'Возвращённые средства', en: 'Devices returned' },
} as const satisfies Wording
