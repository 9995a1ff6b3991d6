import type { Wording } from '../../wording/say.ts'

export const closingActWording = {
  title: {
    kk: 'ЭЛЕКТРОНДЫҚ ҚАДАҒАЛАУ ҚҰРАЛДАРЫН ҚОЛДАНУДЫ ТОҚТАТУ АКТІСІ',
    ru: 'АКТ О ПРЕКРАЩЕНИИ ПРИМЕНЕНИЯ ЭЛЕКТРОННЫХ СРЕДСТВ СЛЕЖЕНИЯ',
    en: 'ACT OF CLOSING OF ELECTRONIC TRACKING',
  },
  intro: {
    kk: 'Электрондық қадағалау құралдарын қолдану тоқтатылды, деректер жинау аяқталды, құралдар қоймаға қайтарылды.',
    ru: 'Применение электронных средств слежения прекращено, сбор данных завершён, средства возвращены на склад.',
    en: 'The use of electronic tracking means has ended, collection of data has stopped, and the devices are back in stock.',
  },
  closing: { kk: 'Тоқтату', ru: 'Прекращение', en: 'Closing' },
  ground: { kk: 'Негізі', ru: 'Основание', en: 'Ground' },
  groundDocument: { kk: 'Негіз болған құжат', ru: 'Документ-основание', en: 'Document' },
  groundDocumentValue: { kk: '№ {number}, {on}, {by}', ru: '№ {number} от {on}, {by}', en: 'No. {number} of {on}, {by}' },
  collectionEndedAt: { kk: 'Деректер жинау аяқталған уақыт', ru: 'Сбор данных завершён', en: 'Collection of data ended' },
  removedAt: { kk: 'Құрал алынған уақыт', ru: 'Средство снято', en: 'Device removed' },
  storedWith: { kk: 'Қоймаға қабылдаған адам', ru: 'На склад принял (-а)', en: 'Received into stock by' },
  returned: { kk: 'Қайтарылған құралдар', ru: 'Возвращённые средства', en: 'Devices returned' },
} as const satisfies Wording
