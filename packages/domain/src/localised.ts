export const languages = ['kk', 'ru', 'en'] as const
export type Language = (typeof languages)[number]

/** The same text in the three languages of the system. */
export type Localised = Readonly<Record<Language, string>>
