import type { Wording } from '../../wording/say.ts'

export const equipmentDecisionWording = {
  title: {
    kk: 'ОРНАТЫЛАТЫН ЖАБДЫҚ ТУРАЛЫ ШЕШІМ',
    ru: 'РЕШЕНИЕ ОБ УСТАНАВЛИВАЕМОМ ОБОРУДОВАНИИ',
    en: 'DECISION ON THE EQUIPMENT TO BE FITTED',
  },
  intro: {
    kk: 'Белгіленген міндеттер мен шектеулерді, адамның жеке басын сипаттайтын мәліметтерді және техникалық мүмкіндікті ескеріп, бөлімше басшысы төмендегі жабдықты орнату туралы шешім қабылдады.',
    ru: 'С учётом установленных обязанностей и ограничений, сведений о личности и технической возможности руководитель подразделения решил установить указанное ниже оборудование.',
    en: 'In view of the obligations and restrictions, of what is known about the person and of what is technically possible, the head of the subdivision has decided to fit the equipment named below.',
  },
  circumstances: { kk: 'Ескерілген мән-жайлар', ru: 'Учтённые обстоятельства', en: 'What was taken into account' },
  concealment: {
    kk: 'Айналадағылардың көзінен жасыру шаралары',
    ru: 'Меры сокрытия от окружающих',
    en: 'Concealment from others',
  },
  proposed: { kk: 'Жүйе ұсынған жабдық', ru: 'Предложено системой', en: 'Proposed by the system' },
  decided: { kk: 'Шешім бойынша орнатылады', ru: 'Решено установить', en: 'Decided' },
  device: { kk: 'Құрал', ru: 'Средство', en: 'Device' },
  model: { kk: 'Үлгісі', ru: 'Модель', en: 'Model' },
  because: { kk: 'Себебі', ru: 'Почему', en: 'Why' },
  reasons: { kk: 'Шешімнің негіздемесі', ru: 'Обоснование решения', en: 'Reasons' },
  decidedBy: { kk: 'Шешім қабылдаған басшы', ru: 'Решение принял (-а) руководитель', en: 'Decided by the head' },
  decidedAt: { kk: 'Шешім уақыты', ru: 'Время решения', en: 'Time of the decision' },
} as const satisfies Wording
