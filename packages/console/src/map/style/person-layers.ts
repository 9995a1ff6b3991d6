import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import type { Words } from '../words.ts'
import { nameAndState } from './mark-layers.ts'
import type { Palette } from './palette.ts'
import { semiboldFont } from './text.ts'

const kindIs = (kind: string): ExpressionSpecification => ['==', ['get', 'kind'], kind]
const shapeIs = (shape: 'Point' | 'LineString' | 'Polygon'): ExpressionSpecification => ['==', ['geometry-type'], shape]

function zones(p: Palette): LayerSpecification[] {
  const outline = { 'line-width': 1.5 } as const
  return [
    {
      id: 'zone-home',
      type: 'fill',
      source: 'zones',
      filter: ['all', shapeIs('Polygon'), kindIs('curfew')],
      paint: { 'fill-color': p.inside, 'fill-opacity': 0.16 },
    },
    {
      id: 'zone-forbidden',
      type: 'fill',
      source: 'zones',
      filter: ['all', shapeIs('Polygon'), kindIs('exclusion')],
      paint: { 'fill-pattern': 'hatch' },
    },
    {
      // A region is no room to be in: its border alone is drawn, and the map inside it stays as it is.
      id: 'zone-territory-line',
      type: 'line',
      source: 'zones',
      filter: ['all', shapeIs('Polygon'), kindIs('territory')],
      paint: { 'line-width': 2.5, 'line-color': p.inside, 'line-dasharray': [6, 2] },
    },
    {
      id: 'zone-home-line',
      type: 'line',
      source: 'zones',
      filter: ['all', shapeIs('Polygon'), kindIs('curfew')],
      paint: { ...outline, 'line-color': p.inside },
    },
    {
      id: 'zone-forbidden-line',
      type: 'line',
      source: 'zones',
      filter: ['all', shapeIs('Polygon'), kindIs('exclusion')],
      paint: { ...outline, 'line-color': p.ink, 'line-dasharray': [3, 1.5] },
    },
  ]
}

function zoneNames(p: Palette): LayerSpecification {
  return {
    id: 'zone-name',
    type: 'symbol',
    source: 'zones',
    minzoom: 9,
    filter: shapeIs('Point'),
    layout: {
      'text-field': ['get', 'name'],
      'text-font': semiboldFont,
      'text-size': 12,
      'text-anchor': 'bottom',
      'text-offset': [0, -0.3],
      'text-allow-overlap': true,
    },
    paint: { 'text-color': p.ink, 'text-halo-color': p.halo, 'text-halo-width': 1.6 },
  }
}

/** Old legs stay visible: the oldest at a quarter, the newest in full. */
const fade: ExpressionSpecification = ['interpolate', ['linear'], ['get', 'freshness'], 0, 0.25, 1, 1]

function uncertainties(p: Palette): LayerSpecification[] {
  const isOutlined: ExpressionSpecification = ['all', kindIs('uncertainty'), ['get', 'isOutlined']]
  return [
    {
      id: 'trail-uncertainty',
      type: 'fill',
      source: 'trail',
      // Of the newest alone: hundreds of faint discs on one place would add up to an opaque one.
      filter: ['all', isOutlined, ['get', 'isStated']],
      paint: { 'fill-color': p.trail, 'fill-opacity': 0.1 },
    },
    {
      id: 'trail-uncertainty-line',
      type: 'line',
      source: 'trail',
      filter: ['all', isOutlined, ['get', 'isStated']],
      paint: { 'line-color': p.trail, 'line-width': 1, 'line-opacity': 0.8 },
    },
    {
      id: 'trail-assumed-line',
      type: 'line',
      source: 'trail',
      filter: ['all', isOutlined, ['!', ['get', 'isStated']]],
      paint: { 'line-color': p.trail, 'line-width': 1.2, 'line-dasharray': [1, 2.5] },
    },
  ]
}

function lines(p: Palette): LayerSpecification[] {
  return [
    {
      id: 'trail-leg',
      type: 'line',
      source: 'trail',
      filter: kindIs('leg'),
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': p.trail, 'line-width': 2, 'line-opacity': fade },
    },
    {
      id: 'trail-gap',
      type: 'line',
      source: 'trail',
      filter: kindIs('gap'),
      paint: { 'line-color': p.trail, 'line-width': 1.5, 'line-dasharray': [2, 3], 'line-opacity': fade },
    },
    {
      id: 'trail-direction',
      type: 'symbol',
      source: 'trail',
      minzoom: 11,
      filter: kindIs('leg'),
      layout: { 'symbol-placement': 'line-center', 'icon-image': 'direction', 'icon-padding': 8 },
      paint: { 'icon-opacity': fade },
    },
    {
      id: 'trail-fix',
      type: 'circle',
      source: 'trail',
      minzoom: 12,
      filter: kindIs('fix'),
      paint: {
        'circle-radius': 2.6,
        'circle-color': p.trail,
        'circle-opacity': ['case', ['get', 'isValid'], fade, 0],
        'circle-stroke-width': ['case', ['get', 'isValid'], 0, 1.2],
        'circle-stroke-color': p.trail,
      },
    },
  ]
}

function selection(p: Palette, words: Words): LayerSpecification[] {
  return [
    {
      id: 'selected-ring',
      type: 'circle',
      source: 'selected',
      paint: {
        'circle-radius': 16,
        'circle-color': 'rgba(0,0,0,0)',
        'circle-stroke-color': p.selection,
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: 'selected-mark',
      type: 'symbol',
      source: 'selected',
      layout: {
        'icon-image': [
          'case',
          ['>', ['get', 'rank'], 0],
          ['concat', 'severity-', ['get', 'severity']],
          ['concat', 'standing-', ['get', 'standing']],
        ],
        'icon-allow-overlap': true,
        'text-field': nameAndState(words),
        'text-font': semiboldFont,
        'text-size': 13,
        'text-justify': 'auto',
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 1.7,
        'text-max-width': 16,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': p.ink, 'text-halo-color': p.halo, 'text-halo-width': 2 },
    },
  ]
}

function scrub(p: Palette): LayerSpecification[] {
  return [
    {
      id: 'scrub',
      type: 'symbol',
      source: 'scrub',
      layout: {
        'icon-image': ['case', ['get', 'isBlind'], 'scrub-blind', 'scrub'],
        'icon-allow-overlap': true,
        'text-field': ['get', 'label'],
        'text-font': semiboldFont,
        'text-size': 13,
        'text-anchor': 'top',
        'text-offset': [0, 0.9],
        'text-allow-overlap': true,
      },
      paint: { 'text-color': p.ink, 'text-halo-color': p.halo, 'text-halo-width': 2 },
    },
  ]
}

/** Under the marks of the others. */
export function personGroundLayers(p: Palette): LayerSpecification[] {
  return [...zones(p), ...uncertainties(p), ...lines(p)]
}

/** Above them. */
export function personLayers(p: Palette, words: Words): LayerSpecification[] {
  return [zoneNames(p), ...selection(p, words), ...scrub(p)]
}
