import type { Localised } from './localised.ts'

/** What was done, as it stands in a history. A kind newer than these words is shown by its code. */
export const caseEventWords: Readonly<Record<string, Localised>> = {
  receive: { kk: 'Топтама алынды', ru: 'Пакет получен', en: 'Package received' },
  'take-over': {
    kk: 'Орындалып жатқан кезде енгізілді',
    ru: 'Внесено уже в ходе исполнения',
    en: 'Recorded when execution had begun',
  },
  check: { kk: 'Тексеру аяқталды', ru: 'Проверка завершена', en: 'Check closed' },
  adopt: { kk: 'Орындауға қабылданды', ru: 'Принято к исполнению', en: 'Adopted for execution' },
  'return-to-body': { kk: 'Органға қайтарылды', ru: 'Возвращено органу', en: 'Returned to the body' },
  'receive-again': { kk: 'Қайта алынды', ru: 'Получено повторно', en: 'Received again' },
  'claim-missing': { kk: 'Жетіспейтіні талап етілді', ru: 'Истребовано недостающее', en: 'Missing pieces claimed' },
  'decide-equipment': { kk: 'Жабдық таңдалды', ru: 'Оборудование выбрано', en: 'Equipment decided' },
  fit: { kk: 'Құрал орнатылды', ru: 'Средство установлено', en: 'Device fitted' },
  activate: { kk: 'Орындау басталды', ru: 'Исполнение начато', en: 'Execution begun' },
  close: { kk: 'Орындау аяқталды', ru: 'Исполнение завершено', en: 'Execution closed' },
  'replace-device': { kk: 'Құрал ауыстырылды', ru: 'Устройство заменено', en: 'Device replaced' },
  'hand-over': { kk: 'Басқаға берілді', ru: 'Передано', en: 'Handed over' },
  vary: { kk: 'Шарттар өзгертілді', ru: 'Условия изменены', en: 'Conditions varied' },
  'begin-hospitalisation': { kk: 'Ауруханаға жатқызылды', ru: 'Госпитализация', en: 'Admitted to hospital' },
  'end-hospitalisation': { kk: 'Ауруханадан шықты', ru: 'Выписка из больницы', en: 'Discharged from hospital' },
  'begin-search': { kk: 'Іздеу басталды', ru: 'Розыск начат', en: 'Search begun' },
  'end-search': { kk: 'Іздеу аяқталды', ru: 'Розыск окончен', en: 'Search ended' },
  'begin-term-rest': {
    kk: 'Мерзімнің өтуі тоқтатыла тұрды',
    ru: 'Течение срока приостановлено',
    en: 'The term was put to rest',
  },
  'end-term-rest': { kk: 'Мерзімнің өтуі қайта жалғасты', ru: 'Течение срока возобновлено', en: 'The term goes on' },
  'propose-variation': {
    kk: 'Органға шарттарды өзгерту ұсынылды',
    ru: 'Органу предложено изменить условия',
    en: 'Variation proposed to the body',
  },
  told: { kk: 'Хабарланды', ru: 'Сообщено', en: 'Told' },
  circumstance: {
    kk: 'Тұрғылықты жердің, жұмыстың немесе оқудың өзгеруі',
    ru: 'Перемена жительства, работы или учёбы',
    en: 'Change of residence, work or study',
  },
  damage: { kk: 'Бүліну туралы акт', ru: 'Акт о повреждении', en: 'Damage act' },
  'damage-finding': { kk: 'Бүліну туралы қорытынды', ru: 'Вывод о повреждении', en: 'Finding on the damage' },
  'damage-claim': { kk: 'Өтеу талап етілді', ru: 'Заявлено требование о возмещении', en: 'Compensation claimed' },
  'claim-state': { kk: 'Талаптың барысы', ru: 'Движение требования', en: 'Course of the claim' },
  'days-off': { kk: 'Күнтізбедегі күндер түзетілді', ru: 'Исправлены дни календаря', en: 'Days put right in the calendar' },
}
