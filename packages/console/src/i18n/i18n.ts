import { type Language, languages } from '@bilezik/domain'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { credentials } from '../api/client.ts'
import { en } from './en.ts'
import { kk } from './kk.ts'
import { ru } from './ru.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en }
    returnNull: false
  }
}

const storageKey = 'bilezik-language'

function isLanguage(value: string | null | undefined): value is Language {
  return languages.some((language) => language === value)
}

function stored(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    // Storage may be forbidden; the browser's languages then decide.
    return null
  }
}

function firstLanguage(): Language {
  const chosen = stored()
  if (isLanguage(chosen)) return chosen
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'ru'
}

/** The choice reaches the texts, `<html lang>`, and Accept-Language, by which the server words its refusals. */
function apply(language: Language): void {
  credentials.language = language
  document.documentElement.lang = language
}

export async function startI18n(): Promise<void> {
  const language = firstLanguage()
  apply(language)
  await i18next.use(initReactI18next).init({
    resources: { en: { translation: en }, ru: { translation: ru }, kk: { translation: kk } },
    lng: language,
    fallbackLng: 'en',
    interpolation: { escapeValue: false },
    returnNull: false,
  })
}

export async function chooseLanguage(language: Language): Promise<void> {
  try {
    localStorage.setItem(storageKey, language)
  } catch {
    // The choice then lasts until the page is closed.
  }
  apply(language)
  await i18next.changeLanguage(language)
}
