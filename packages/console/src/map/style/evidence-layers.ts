import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import type { Palette } from './palette.ts'
import { semiboldFont } from './text.ts'

const isSelected: ExpressionSpecification = ['get', 'isSelected']
const isPoint: ExpressionSpecification = ['==', ['geometry-type'], 'Point']
const isArea: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon']

/**
 * What a decision rests on. Twelve filled circles on one place would add up to a disc that hides the zone: all are outlines, and
 * only the selected one is tinted. Filled dots speak for the inside, rings for the outside.
 */
export function evidenceLayers(p: Palette): LayerSpecification[] {
  const colour: ExpressionSpecification = ['case', ['==', ['get', 'says'], 'inside'], p.inside, p.outside]
  return [
    {
      id: 'evidence-selected',
      type: 'fill',
      source: 'evidence',
      filter: ['all', isArea, isSelected],
      paint: { 'fill-color': p.selection, 'fill-opacity': 0.12 },
    },
    {
      id: 'evidence-uncertainty',
      type: 'line',
      source: 'evidence',
      filter: isArea,
      paint: {
        'line-color': ['case', isSelected, p.selection, colour],
        'line-width': ['case', isSelected, 2.5, 1],
        'line-opacity': ['case', isSelected, 1, 0.7],
      },
    },
    {
      id: 'evidence-fix',
      type: 'circle',
      source: 'evidence',
      filter: isPoint,
      paint: {
        'circle-radius': ['case', isSelected, 6, 4],
        'circle-color': ['case', ['==', ['get', 'says'], 'inside'], p.inside, p.halo],
        'circle-stroke-color': ['case', isSelected, p.selection, colour],
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'evidence-label',
      type: 'symbol',
      source: 'evidence',
      filter: ['all', isPoint, isSelected],
      layout: {
        'text-field': ['get', 'label'],
        'text-font': semiboldFont,
        'text-size': 13,
        'text-variable-anchor': ['bottom', 'right', 'left', 'top'],
        'text-radial-offset': 0.9,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': p.ink, 'text-halo-color': p.halo, 'text-halo-width': 2 },
    },
  ]
}
