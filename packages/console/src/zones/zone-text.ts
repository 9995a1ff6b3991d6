import { type Language, type Shape, cornersOf, shapeSquareMetres, sideMetres } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { decimal, distance } from '../format/number.ts'

/** 850 m², 4.2 ha, 12 km²: as surveyors write it, in three figures or fewer. */
export function areaText(squareMetres: number, t: TFunction, language: Language): string {
  if (squareMetres < 10_000) return t('zone.squareMetres', { value: decimal(squareMetres, language) })
  const [key, value] =
    squareMetres < 1e6
      ? (['zone.hectares', squareMetres / 1e4] as const)
      : (['zone.squareKilometres', squareMetres / 1e6] as const)
  return t(key, { value: decimal(value, language, value < 10 ? 1 : 0) })
}

/** What a zone is, in a line: «circle, radius 150 m, 7.1 ha». */
export function shapeText(shape: Shape, t: TFunction, language: Language): string {
  const corners = t('zone.cornerCount', { count: cornersOf(shape) })
  const square = shapeSquareMetres(shape)
  const area = square === undefined ? [] : [areaText(square, t, language)]
  const parts = (): string[] => {
    switch (shape.kind) {
      case 'circle':
        return [t('zone.radiusOf', { metres: distance(shape.radiusMetres, language) })]
      case 'polygon':
        return [corners, ...(shape.holes ? [t('zone.holeCount', { count: shape.holes.length })] : [])]
      case 'multipolygon':
        return [t('zone.partCount', { count: shape.polygons.length }), corners]
      case 'corridor': {
        const lengthMetres = sideMetres(shape.line, false).reduce((sum, side) => sum + side, 0)
        return [
          t('zone.lengthOf', { metres: distance(lengthMetres, language) }),
          t('zone.widthOf', { metres: distance(shape.halfWidthMetres, language) }),
        ]
      }
      default:
        return shape satisfies never
    }
  }
  return [t(`zone.kind.${shape.kind}`), ...parts(), ...area].join(t('app.listSeparator'))
}
