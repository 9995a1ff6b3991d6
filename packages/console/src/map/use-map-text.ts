import { useTranslation } from 'react-i18next'
import type { MapKey } from './i18n/map-words.ts'

export type MapText = (key: MapKey, values?: Readonly<Record<string, string | number>>) => string

/** Texts of the namespace `map`. */
export function useMapText(): MapText {
  // i18next types its own keys by the console's main file; the keys of this namespace are typed by MapKey.
  const { t } = useTranslation('map' as 'translation')
  return t as unknown as MapText
}
