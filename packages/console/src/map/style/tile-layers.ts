import type { Language } from '@bilezik/domain'
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl'
import type { BaseStyle } from './base-style.ts'
import type { Palette } from './palette.ts'
import { regularFont, semiboldFont, tileName } from './text.ts'

/** `…/{z}/{x}/{y}…` is a template of tiles; anything else is a TileJSON document. */
export function tileSource(tilesUrl: string): SourceSpecification {
  return tilesUrl.includes('{z}')
    ? { type: 'vector', tiles: [tilesUrl], maxzoom: 14, attribution: '© OpenStreetMap' }
    : { type: 'vector', url: tilesUrl }
}

/** Layers of the same meaning under the name each schema gives them; a name that a tile lacks draws nothing. */
const schemas = {
  openmaptiles: {
    water: 'water',
    roads: 'transportation',
    buildings: 'building',
    borders: 'boundary',
    roadNames: 'transportation_name',
    places: 'place',
  },
  protomaps: {
    water: 'water',
    roads: 'roads',
    buildings: 'buildings',
    borders: 'boundaries',
    roadNames: 'roads',
    places: 'places',
  },
} as const

type Schema = keyof typeof schemas

function grounds(schema: Schema, p: Palette): LayerSpecification[] {
  const of = schemas[schema]
  const from = (sourceLayer: string) => ({ source: 'base-tiles', 'source-layer': sourceLayer })
  return [
    {
      id: `base-${schema}-roads`,
      type: 'line',
      ...from(of.roads),
      minzoom: 7,
      paint: { 'line-color': p.road, 'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 7, 0.4, 14, 2, 18, 10] },
    },
    {
      id: `base-${schema}-buildings`,
      type: 'fill',
      ...from(of.buildings),
      minzoom: 14,
      paint: { 'fill-color': p.building, 'fill-outline-color': p.road },
    },
    {
      id: `base-${schema}-borders`,
      type: 'line',
      ...from(of.borders),
      paint: { 'line-color': p.oblastBorder, 'line-width': 1, 'line-dasharray': [4, 2] },
    },
  ]
}

function names(schema: Schema, p: Palette, language: Language): LayerSpecification[] {
  const of = schemas[schema]
  const paint = { 'text-color': p.faintInk, 'text-halo-color': p.halo, 'text-halo-width': 1.2 }
  const field = tileName(language)
  return [
    {
      id: `base-${schema}-road-names`,
      type: 'symbol',
      source: 'base-tiles',
      'source-layer': of.roadNames,
      minzoom: 13,
      layout: { 'text-field': field, 'text-font': regularFont, 'text-size': 11, 'symbol-placement': 'line' },
      paint,
    },
    {
      id: `base-${schema}-places`,
      type: 'symbol',
      source: 'base-tiles',
      'source-layer': of.places,
      layout: { 'text-field': field, 'text-font': semiboldFont, 'text-size': 12 },
      paint,
    },
  ]
}

/** A deployment's own vector tiles, in the OpenMapTiles or the Protomaps schema. */
export function tileBase(p: Palette, language: Language, tilesUrl: string): BaseStyle {
  const water: LayerSpecification = {
    id: 'base-water',
    type: 'fill',
    source: 'base-tiles',
    'source-layer': 'water',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': p.water },
  }
  return {
    sources: { 'base-tiles': tileSource(tilesUrl) },
    layers: [
      { id: 'base-land', type: 'background', paint: { 'background-color': p.kazakhstan } },
      water,
      ...(['openmaptiles', 'protomaps'] as const).flatMap((schema) => grounds(schema, p)),
      ...(['openmaptiles', 'protomaps'] as const).flatMap((schema) => names(schema, p, language)),
    ],
  }
}
