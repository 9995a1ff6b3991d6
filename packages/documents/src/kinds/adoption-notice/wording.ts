import type { Wording } from '../../wording/say.ts'

export const adoptionNoticeWording = {
  title: {
    kk: 'ШЕШІМНІҢ ОРЫНДАУҒА ҚАБЫЛДАНҒАНЫ ТУРАЛЫ ХАБАРЛАМА',
    ru: 'УВЕДОМЛЕНИЕ О ПРИНЯТИИ РЕШЕНИЯ К ИСПОЛНЕНИЮ',
    en: 'NOTICE OF ADOPTION FOR EXECUTION',
  },
  intro: {
    kk: 'Электрондық қадағалау құралдарын қолдану туралы шешім тіркелді, адам есепке қойылды және шешім орындауға қабылданды.',
    ru: 'Решение о применении электронных средств слежения зарегистрировано, лицо поставлено на учёт, решение принято к исполнению.',
    en: 'The decision to apply electronic tracking means has been registered, the person has been put on the register, and the decision has been adopted for execution.',
  },
  adoption: { kk: 'Орындауға қабылдау', ru: 'Принятие к исполнению', en: 'Adoption' },
  receivedAt: { kk: 'Құжаттар алынған уақыт', ru: 'Документы получены', en: 'Documents received' },
  registeredAt: { kk: 'Тіркелген уақыты', ru: 'Зарегистрировано', en: 'Registered' },
  registrationNumber: { kk: 'Тіркеу нөмірі', ru: 'Регистрационный номер', en: 'Registration number' },
  fittedAt: { kk: 'Құрал орнатылған уақыт', ru: 'Средство установлено', en: 'Device fitted' },
  responsible: { kk: 'Жауапты қызметкер', ru: 'Ответственный сотрудник', en: 'Official in charge' },
  responsiblePhone: { kk: 'Телефоны', ru: 'Телефон', en: 'Telephone' },
  conditions: { kk: 'Бақыланатын міндеттер', ru: 'Контролируемые обязанности', en: 'Obligations that are watched' },
  what: { kk: 'Міндет', ru: 'Обязанность', en: 'Obligation' },
  basis: { kk: 'Негізі', ru: 'Основание', en: 'Basis' },
} as const satisfies Wording
