import { type Language } from '@bilezik/domain'
import i18next from 'i18next'
import { en } from '../../i18n/en.ts'
import { kk } from '../../i18n/kk.ts'
import { ru } from '../../i18n/ru.ts'
import { type Teller } from '../statement-text.ts'

/** For tests outside a browser: the three catalogues, none of them chosen. */
export async function startTelling(): Promise<void> {
  await i18next.init({
    resources: { en: { translation: en }, ru: { translation: ru }, kk: { translation: kk } },
    lng: 'en',
    fallbackLng: 'en',
    interpolation: { escapeValue: false },
  })
}

export function tellerOf(language: Language, dayMs: number): Teller {
  return { t: i18next.getFixedT(language), language, dayMs }
}
