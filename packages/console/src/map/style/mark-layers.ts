import { type Severity, severities } from '@bilezik/domain'
import type {
  ExpressionSpecification,
  GeoJSONSourceSpecification,
  LayerSpecification,
  SymbolLayerSpecification,
} from 'maplibre-gl'
import type { Words } from '../words.ts'
import type { Palette } from './palette.ts'
import { regularFont, semiboldFont } from './text.ts'

/** Names of layers that are clicked. */
export const markLayer = 'marks-one'
export const clusterLayer = 'marks-bubble'

export const markSource: GeoJSONSourceSpecification = {
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
  promoteId: 'personId',
  cluster: true,
  clusterRadius: 46,
  // Two people in one block of flats come apart at the latest here.
  clusterMaxZoom: 15,
  clusterProperties: {
    worst: ['max', ['get', 'rank']],
    incidents: ['+', ['get', 'incidents']],
  },
}

const isCluster: ExpressionSpecification = ['has', 'point_count']
const isOne: ExpressionSpecification = ['!', ['has', 'point_count']]

/** A rank of `clusterProperties` back to its icon: 4 critical … 1 low. */
const iconOfRank: ExpressionSpecification = [
  'match',
  ['get', 'worst'],
  4,
  'severity-critical',
  3,
  'severity-high',
  2,
  'severity-medium',
  'severity-low',
]
const colourOfRank = (p: Palette): ExpressionSpecification => [
  'match',
  ['get', 'worst'],
  4,
  p.severity.critical,
  3,
  p.severity.high,
  2,
  p.severity.medium,
  p.severity.low,
]

/** Pixels; also where the sign of incidents stands. */
const radius: ExpressionSpecification = ['step', ['get', 'point_count'], 13, 10, 15, 100, 18, 1_000, 22, 10_000, 26]

function clusters(p: Palette): LayerSpecification[] {
  return [
    {
      id: clusterLayer,
      type: 'circle',
      source: 'marks',
      filter: isCluster,
      paint: {
        'circle-color': p.bubble,
        'circle-radius': radius,
        'circle-stroke-width': ['case', ['>', ['get', 'worst'], 0], 2.5, 1.5],
        'circle-stroke-color': ['case', ['>', ['get', 'worst'], 0], colourOfRank(p), p.halo],
      },
    },
    {
      id: 'marks-count',
      type: 'symbol',
      source: 'marks',
      filter: isCluster,
      layout: {
        'text-field': ['to-string', ['get', 'point_count']],
        'text-font': semiboldFont,
        'text-size': 12,
        'text-allow-overlap': true,
        'text-padding': 10,
      },
      paint: { 'text-color': p.bubbleInk },
    },
    {
      id: 'marks-cluster-alert',
      type: 'symbol',
      source: 'marks',
      filter: ['all', isCluster, ['>', ['get', 'worst'], 0]],
      layout: {
        'icon-image': iconOfRank,
        'icon-size': 0.9,
        'icon-offset': [
          'step',
          ['get', 'point_count'],
          ['literal', [14, -14]],
          100,
          ['literal', [17, -17]],
          1_000,
          ['literal', [21, -21]],
        ],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'text-field': ['to-string', ['get', 'incidents']],
        'text-font': semiboldFont,
        'text-size': 12,
        'text-anchor': 'left',
        'text-offset': [
          'step',
          ['get', 'point_count'],
          ['literal', [1.8, -1.05]],
          100,
          ['literal', [2, -1.3]],
          1_000,
          ['literal', [2.3, -1.6]],
        ],
        'text-allow-overlap': true,
        'text-ignore-placement': true,
        'symbol-sort-key': ['get', 'worst'],
      },
      paint: { 'text-color': p.ink, 'text-halo-color': p.halo, 'text-halo-width': 2 },
    },
  ]
}

const iconOfMark: ExpressionSpecification = [
  'case',
  ['>', ['get', 'rank'], 0],
  ['concat', 'severity-', ['get', 'severity']],
  ['concat', 'standing-', ['get', 'standing']],
]

/** `Kim S. V.` and below it the word of the worst incident, else of the standing: shape, word and colour. */
export function nameAndState(words: Words): ExpressionSpecification {
  const severityCases = severities.flatMap((severity: Severity) => [severity, words.severity[severity]])
  const standingCases = Object.entries(words.standing).flat()
  const severity = ['match', ['get', 'severity'], ...severityCases, ''] as unknown as ExpressionSpecification
  const standing = ['match', ['get', 'standing'], ...standingCases, ''] as unknown as ExpressionSpecification
  return ['format', ['get', 'name'], {}, '\n', {}, ['case', ['>', ['get', 'rank'], 0], severity, standing], { 'font-scale': 0.9 }]
}

function ones(p: Palette, words: Words): LayerSpecification[] {
  const halo = { 'text-halo-color': p.halo, 'text-halo-width': 1.6 } as const
  const besideTheMark = {
    'text-anchor': 'left',
    'text-offset': [1.2, 0],
    'text-justify': 'left',
    'text-size': 12,
    'text-max-width': 14,
  } satisfies SymbolLayerSpecification['layout']
  return [
    {
      id: markLayer,
      type: 'symbol',
      source: 'marks',
      filter: isOne,
      layout: {
        'icon-image': iconOfMark,
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'symbol-sort-key': ['get', 'rank'],
      },
    },
    {
      id: 'marks-name',
      type: 'symbol',
      source: 'marks',
      minzoom: 13,
      filter: ['all', isOne, ['==', ['get', 'rank'], 0]],
      layout: { ...besideTheMark, 'text-field': ['get', 'name'], 'text-font': regularFont, 'text-optional': true },
      paint: { 'text-color': p.faintInk, ...halo },
    },
    {
      id: 'marks-incident-name',
      type: 'symbol',
      source: 'marks',
      filter: ['all', isOne, ['>', ['get', 'rank'], 0]],
      layout: {
        ...besideTheMark,
        'text-offset': [1.5, 0],
        'text-field': nameAndState(words),
        'text-font': semiboldFont,
        'symbol-sort-key': ['-', ['get', 'rank']],
      },
      paint: { 'text-color': p.ink, ...halo },
    },
  ]
}

/** Everyone in scope: bubbles of counts, single marks, names. Calls of the eye are spent on incidents alone. */
export function markLayers(p: Palette, words: Words): LayerSpecification[] {
  return [...clusters(p), ...ones(p, words)]
}
