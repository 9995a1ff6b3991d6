import type { Language } from '@bilezik/domain'
import type { ExpressionSpecification } from 'maplibre-gl'

/** Without `glyphs` in a style, MapLibre draws labels with the page's own web fonts. */
export const regularFont = ['Noto Sans Variable']
/** MapLibre reads the weight off the first family; no such family exists, so the second one is drawn at 600. */
export const semiboldFont = ['Semibold', 'Noto Sans Variable']

/** Names of an OpenMapTiles- or Protomaps-like layer: the language's own, else any. */
export function tileName(language: Language): ExpressionSpecification {
  return ['coalesce', ['get', `name:${language}`], ['get', 'name:ru'], ['get', 'name']]
}
