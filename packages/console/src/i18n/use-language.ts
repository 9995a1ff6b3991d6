import { type Language } from '@bilezik/domain'
import { useTranslation } from 'react-i18next'

export function useLanguage(): Language {
  return useTranslation().i18n.language as Language
}
