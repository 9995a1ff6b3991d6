import type { Wording } from '../../wording/say.ts'

export const replacementActWording = {
  title: {
    kk: 'ЭЛЕКТРОНДЫҚ ҚАДАҒАЛАУ ҚҰРАЛЫН АУЫСТЫРУ АКТІСІ',
    ru: 'АКТ О ЗАМЕНЕ ЭЛЕКТРОННОГО СРЕДСТВА СЛЕЖЕНИЯ',
    en: 'ACT OF REPLACEMENT OF AN ELECTRONIC TRACKING DEVICE',
  },
  malfunction: {
    kk: 'Құралдың ақауы анықталды, құрал дереу ауыстырылды.',
    ru: 'Обнаружена неисправность средства, средство незамедлительно заменено.',
    en: 'A malfunction of the device was found and the device was replaced at once.',
  },
  'further-use-impossible': {
    kk: 'Құралды техникалық себептермен одан әрі қолдану мүмкін болмағандықтан, басқа шаралар қолданылды.',
    ru: 'Дальнейшее применение средства невозможно по техническим причинам, приняты иные меры.',
    en: 'For technical reasons the device could not be used any further, and other means were taken.',
  },
  damaged: {
    kk: 'Құрал бүлінген, ол ауыстырылды. Бүліну себебі бөлек тексеріледі.',
    ru: 'Средство повреждено и заменено. Причина повреждения выясняется отдельно.',
    en: 'The device was damaged and replaced. How it came to be damaged is looked into separately.',
  },
  planned: {
    kk: 'Құрал жоспарлы түрде ауыстырылды.',
    ru: 'Средство заменено в плановом порядке.',
    en: 'The device was replaced as planned.',
  },
  occasion: { kk: 'Ауыстыру себебі', ru: 'Причина замены', en: 'Occasion' },
  replacement: { kk: 'Ауыстыру', ru: 'Замена', en: 'Replacement' },
  description: { kk: 'Ақаудың сипаты', ru: 'В чём неисправность', en: 'What is wrong' },
  noticedAt: { kk: 'Анықталған уақыты', ru: 'Обнаружено', en: 'Noticed' },
  replacedAt: { kk: 'Ауыстырылған уақыты', ru: 'Заменено', en: 'Replaced' },
  replacedBy: { kk: 'Ауыстырған қызметкер', ru: 'Заменил (-а)', en: 'Replaced by' },
  gap: {
    kk: 'Жұмыс істейтін құралсыз өткен уақыт',
    ru: 'Время без исправного средства',
    en: 'Time without a working device',
  },
  gapValue: {
    kk: 'басталуы – {from};\nаяқталуы – {until}',
    ru: 'с {from} до {until}',
    en: 'from {from} until {until}',
  },
  removed: { kk: 'Алынған құрал', ru: 'Снято', en: 'Removed' },
  fitted: { kk: 'Орнатылған құрал', ru: 'Установлено', en: 'Fitted' },
  noFault: {
    kk: 'Бұл уақыттағы деректердің болмауы жабдықтың ақауына жатады және адамның міндетін бұзуы болып есептелмейді, егер лауазымды адам қасақана бүлдіруді анықтамаса.',
    ru: 'Отсутствие данных за это время относится на неисправность оборудования и не считается нарушением обязанностей лицом, если должностным лицом не установлено умышленное повреждение.',
    en: 'That there are no data for this time is put down to the equipment and does not count as a breach by the person, unless an official finds intentional damage.',
  },
} as const satisfies Wording
