import type { Wording } from '../../wording/say.ts'

export const explanationRecordWording = {
  title: {
    kk: 'ЭЛЕКТРОНДЫҚ ҚАДАҒАЛАУ ҚҰРАЛДАРЫН ҚОЛДАНУДЫ ТҮСІНДІРУ ТУРАЛЫ ЖАЗБА',
    ru: 'ЗАПИСЬ О РАЗЪЯСНЕНИИ ПРИМЕНЕНИЯ ЭЛЕКТРОННЫХ СРЕДСТВ СЛЕЖЕНИЯ',
    en: 'RECORD OF THE EXPLANATION OF ELECTRONIC TRACKING MEANS',
  },
  intro: {
    kk: 'Төменде аталған адамға электрондық қадағалау құралдарын қолдануға қатысты мыналар түсіндірілді.',
    ru: 'Указанному ниже лицу разъяснено следующее о применении электронных средств слежения.',
    en: 'The following about the use of electronic tracking means was explained to the person named below.',
  },
  topics: { kk: 'Түсіндірілгендер', ru: 'Что разъяснено', en: 'What was explained' },
  purpose: {
    kk: 'электрондық қадағалау құралдарының мақсаты',
    ru: 'назначение электронных средств слежения',
    en: 'what electronic tracking means are for',
  },
  need: { kk: 'оларды қолданудың қажеттілігі', ru: 'необходимость их применения', en: 'why their use is needed' },
  consequences: {
    kk: 'оларды қолдану қағидаларын бұзудың салдары',
    ru: 'последствия нарушения правил их применения',
    en: 'what follows from breaking the rules of their use',
  },
  safety: { kk: 'қауіпсіздік шаралары', ru: 'меры безопасности', en: 'safety measures' },
  operation: {
    kk: 'орнатылған құралды пайдалану қағидалары',
    ru: 'правила эксплуатации установленного средства',
    en: 'the rules of operation of the device fitted',
  },
  rights: {
    kk: 'адамның құқықтары және шешімге шағым жасау тәртібі',
    ru: 'права лица и порядок обжалования решения',
    en: 'the rights of the person and how the decision can be appealed',
  },
  held: { kk: 'Түсіндіру', ru: 'Разъяснение', en: 'Explanation' },
  at: { kk: 'Уақыты', ru: 'Время', en: 'Time' },
  by: { kk: 'Түсіндірген адам', ru: 'Разъяснил (-а)', en: 'Explained by' },
  onBehalfOf: { kk: 'Кімнің атынан', ru: 'От имени', en: 'On behalf of' },
  body: {
    kk: 'қылмыстық процесті жүргізетін орган (сот)',
    ru: 'орган, ведущий уголовный процесс (суд)',
    en: 'the body conducting the criminal process (court)',
  },
  subdivision: { kk: 'бөлімше', ru: 'подразделение', en: 'the subdivision' },
  in: { kk: 'Түсіндірілген тіл', ru: 'Язык разъяснения', en: 'Language of the explanation' },
  understood: {
    kk: 'Адам түсінгенін айтты',
    ru: 'Лицо заявило, что ему понятно',
    en: 'The person says that they have understood',
  },
  copy: { kk: 'Көшірмесі берілді', ru: 'Копия вручена', en: 'A copy was handed over' },
  remarks: { kk: 'Адамның сұрақтары мен ескертулері', ru: 'Вопросы и замечания лица', en: 'Questions and remarks of the person' },
} as const satisfies Wording
