/** What is said of electronic signatures; part of the catalogue. */
export const signingErrors = {
  'signing-not-set-up': {
    status: 409,
    title: {
      en: 'Electronic signatures are not set up on this installation',
      ru: 'На этой установке электронная подпись не настроена',
      kk: 'Бұл орнатуда электрондық қолтаңба бапталмаған',
    },
  },
  'signing-iin-unknown': {
    status: 409,
    title: {
      en: 'Your IIN is not entered in your account: ask the administrator',
      ru: 'В вашей учётной записи не указан ИИН: обратитесь к администратору',
      kk: 'Тіркелгіңізде ЖСН көрсетілмеген: әкімшіге жүгініңіз',
    },
  },
} as const
