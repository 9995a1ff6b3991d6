import type { Language } from '@bilezik/domain'
import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl'
import type { BaseStyle } from './base-style.ts'
import type { Palette } from './palette.ts'
import { regularFont, semiboldFont } from './text.ts'

export interface BasemapUrls {
  readonly land: string
  readonly water: string
  readonly labels: string
}

/** Shores and borders are true to about a kilometre: near the ground they step back, lest someone seem to stand in a lake. */
const faintNear: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 10, 1, 13, 0.2]

const empty: SourceSpecification = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } }

function grounds(p: Palette): LayerSpecification[] {
  return [
    { id: 'base-land', type: 'background', paint: { 'background-color': p.land } },
    {
      id: 'base-kazakhstan',
      type: 'fill',
      source: 'base-land',
      filter: ['==', ['get', 'kind'], 'kazakhstan'],
      paint: { 'fill-color': p.kazakhstan },
    },
    {
      id: 'base-lake',
      type: 'fill',
      source: 'base-water',
      filter: ['==', ['get', 'kind'], 'lake'],
      paint: { 'fill-color': p.water, 'fill-opacity': faintNear },
    },
    {
      id: 'base-river',
      type: 'line',
      source: 'base-water',
      filter: ['all', ['==', ['get', 'kind'], 'river'], ['<=', ['get', 'minZoom'], ['+', ['zoom'], 1]]],
      paint: { 'line-color': p.waterLine, 'line-width': ['interpolate', ['linear'], ['zoom'], 4, 0.6, 10, 2] },
    },
    {
      id: 'base-grid',
      type: 'line',
      source: 'base-grid',
      paint: { 'line-color': p.grid, 'line-width': ['case', ['get', 'isMajor'], 1.5, 0.75] },
    },
    {
      id: 'base-oblast-border',
      type: 'line',
      source: 'base-land',
      filter: ['==', ['get', 'kind'], 'oblast-border'],
      paint: { 'line-color': p.oblastBorder, 'line-width': 1, 'line-dasharray': [4, 2], 'line-opacity': faintNear },
    },
    {
      id: 'base-country-border',
      type: 'line',
      source: 'base-land',
      filter: ['==', ['get', 'kind'], 'country-border'],
      paint: { 'line-color': p.countryBorder, 'line-width': ['interpolate', ['linear'], ['zoom'], 3, 0.8, 8, 1.6] },
    },
  ]
}

function labels(p: Palette, language: Language): LayerSpecification[] {
  const halo = { 'text-halo-color': p.halo, 'text-halo-width': 1.2 } as const
  return [
    {
      id: 'base-country-name',
      type: 'symbol',
      source: 'base-labels',
      maxzoom: 7,
      filter: ['==', ['get', 'kind'], 'country'],
      layout: { 'text-field': ['get', language], 'text-font': regularFont, 'text-size': 12, 'text-letter-spacing': 0.15 },
      paint: { 'text-color': p.faintInk, ...halo },
    },
    {
      id: 'base-region-name',
      type: 'symbol',
      source: 'base-labels',
      minzoom: 5,
      maxzoom: 9,
      filter: ['==', ['get', 'kind'], 'region'],
      layout: { 'text-field': ['get', language], 'text-font': regularFont, 'text-size': 11, 'text-max-width': 9 },
      paint: { 'text-color': p.faintInk, 'text-opacity': 0.8, ...halo },
    },
    {
      id: 'base-place-name',
      type: 'symbol',
      source: 'base-labels',
      filter: ['all', ['==', ['get', 'kind'], 'place'], ['<=', ['get', 'rank'], ['step', ['zoom'], 1, 4, 2, 6, 3, 8, 4]]],
      layout: {
        'text-field': ['get', language],
        'text-font': ['case', ['<=', ['get', 'rank'], 2], ['literal', semiboldFont], ['literal', regularFont]],
        'text-size': ['match', ['get', 'rank'], 1, 14, 2, 12, 11],
        // Above or below its dot; farther off where a bubble of people covers the dot.
        'text-variable-anchor-offset': [
          'bottom',
          [0, -0.4],
          'top',
          [0, 0.4],
          'bottom',
          [0, -2],
          'top',
          [0, 2],
          'left',
          [2.2, 0],
          'right',
          [-2.2, 0],
        ],
        'icon-image': 'base-place',
        'icon-optional': true,
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: { 'text-color': p.faintInk, ...halo },
    },
  ]
}

/** The offline orientation map: land, water, borders, names, and a metric grid where streets would be. */
export function offlineBase(p: Palette, language: Language, urls: BasemapUrls): BaseStyle {
  return {
    sources: {
      'base-land': { type: 'geojson', data: urls.land, tolerance: 0.2 },
      'base-water': { type: 'geojson', data: urls.water, tolerance: 0.2 },
      'base-labels': { type: 'geojson', data: urls.labels },
      'base-grid': empty,
    },
    layers: [...grounds(p), ...labels(p, language)],
  }
}
