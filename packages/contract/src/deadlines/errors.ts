/** Refusals of the deadlines’ endpoints; part of the catalogue in `../errors.ts`. */
export const deadlineErrors = {
  'deadline-settled': {
    status: 409,
    title: {
      en: 'The deadline is met or taken back already',
      ru: 'Срок уже исполнен или снят',
      kk: 'Мерзім орындалған немесе алынып тасталған',
    },
  },
  'nothing-due': {
    status: 422,
    title: {
      en: 'Nothing becomes due by this event under this measure',
      ru: 'При этой мере такое событие никакого срока не начинает',
      kk: 'Бұл шара кезінде мұндай оқиғадан ешқандай мерзім басталмайды',
    },
  },
  'request-exists': {
    status: 409,
    title: {
      en: 'A request of this number is recorded already',
      ru: 'Запрос с таким номером уже зарегистрирован',
      kk: 'Мұндай нөмірлі сұрау тіркеліп қойған',
    },
  },
  'calendar-not-yours': {
    status: 403,
    title: {
      en: 'One calendar holds for all: only an administrator of the topmost organisation corrects it',
      ru: 'Календарь один для всех: исправляет его только администратор вышестоящей организации',
      kk: 'Күнтізбе бәріне ортақ: оны тек жоғарғы ұйымның әкімшісі түзетеді',
    },
  },
  'move-decided': {
    status: 409,
    title: {
      en: 'The proposal has been decided, or another has taken its place',
      ru: 'Предложение уже решено или заменено другим',
      kk: 'Ұсыныс бойынша шешім қабылданған немесе ол басқасымен ауыстырылған',
    },
  },
} as const
