/** Russian words of a person's own data and of whom an order protects. */
export const ruIdentity = {
  identity: {
    title: 'Данные лица',
    correct: 'Исправить данные',
    reread: 'Прежнее значение сохраняется рядом с новым, с вашим именем и причиной. Ранее выданные бумаги сохраняют прежнее.',
    newIin: 'Новый ИИН',
    iinHint: 'Записан: {{iin}}. Пусто: остаётся прежним',
    reason: 'Почему исправляется и по какой бумаге',
    neverCorrected: 'Ничего не исправлялось.',
    corrected_one: '{{count}} исправление',
    corrected_few: '{{count}} исправления',
    corrected_many: '{{count}} исправлений',
    corrected_other: '{{count}} исправления',
    fieldChanged: '{{field}}: было {{from}}, стало {{to}}',
    applicants: 'Кто обратился из-за угрозы',
    protectOne: 'Указать как защищаемое лицо',
    isProtected: 'защищается обязанностью по этому решению',
    noDistance: 'Обязанность не приближаться ещё не действует',
    protect: 'Защищаемое лицо: {{name}}',
    protectReread:
      'Если подконтрольное лицо подойдёт слишком близко, указанного здесь предупреждают по телефону. Где он находится, не показывается никому.',
    obligation: 'По какой обязанности',
    protectedName: 'Имя',
    phoneHint: 'Например, +7 701 000 00 00',
  },
} as const
