import type { Language } from '@bilezik/domain'
import type { GeoJSONSourceSpecification, StyleSpecification } from 'maplibre-gl'
import type { Words } from '../words.ts'
import { evidenceLayers } from './evidence-layers.ts'
import { markLayers, markSource } from './mark-layers.ts'
import { type BasemapUrls, offlineBase } from './offline-layers.ts'
import { type Scheme, palettes } from './palette.ts'
import { personGroundLayers, personLayers } from './person-layers.ts'
import { tileBase } from './tile-layers.ts'

export interface StyleInput {
  readonly scheme: Scheme
  readonly language: Language
  readonly words: Words
  /** Null = the offline orientation map. */
  readonly tilesUrl: string | null
  readonly basemap: BasemapUrls
}

const emptySource = (): GeoJSONSourceSpecification => ({ type: 'geojson', data: { type: 'FeatureCollection', features: [] } })

/**
 * The whole style, sources included, as one value. Scheme and language change paint and layout only:
 * the ids of layers and sources stay the same, so that a style is changed without loading anything again.
 */
export function mapStyle({ scheme, language, words, tilesUrl, basemap }: StyleInput): StyleSpecification {
  const p = palettes[scheme]
  const base = tilesUrl === null ? offlineBase(p, language, basemap) : tileBase(p, language, tilesUrl)
  return {
    version: 8,
    sources: {
      ...base.sources,
      zones: emptySource(),
      // Legs are short beside the world: simplifying them would move fixes.
      trail: { ...emptySource(), tolerance: 0 },
      marks: markSource,
      selected: emptySource(),
      scrub: emptySource(),
      evidence: { ...emptySource(), tolerance: 0 },
    },
    layers: [...base.layers, ...personGroundLayers(p), ...markLayers(p, words), ...personLayers(p, words), ...evidenceLayers(p)],
  }
}
