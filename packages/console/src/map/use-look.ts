import { useComputedColorScheme } from '@mantine/core'
import { useMemo } from 'react'
import { useLanguage } from '../i18n/use-language.ts'
import { mapStyle } from './style/map-style.ts'
import { palettes } from './style/palette.ts'
import { basemap } from './use-basemap.ts'
import { useMapText } from './use-map-text.ts'
import { wordsOf } from './words.ts'

/** The look of a map in the reader's language and theme, and the words that go with it. */
export function useLook(tilesUrl: string | null) {
  const text = useMapText()
  const language = useLanguage()
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const words = useMemo(() => wordsOf(text), [text])
  const look = useMemo(
    () => ({ style: mapStyle({ scheme, language, words, tilesUrl, basemap }), palette: palettes[scheme] }),
    [scheme, language, words, tilesUrl],
  )
  return { look, words, language, text }
}
