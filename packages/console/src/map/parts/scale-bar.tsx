import type { Language } from '@bilezik/domain'
import { decimal, distance } from '../../format/number.ts'
import classes from '../live-map.module.css'
import { cellMetres, type View } from '../sources/metric-grid.ts'
import type { Signpost } from '../sources/nearest-place.ts'
import { useMapText } from '../use-map-text.ts'

const units = { kk: ['м', 'км'], ru: ['м', 'км'], en: ['m', 'km'] } as const

/** 500 m, 2 km: cells are round numbers, so no decimals. */
function cellText(metres: number, language: Language): string {
  const [metre, kilometre] = units[language]
  return metres < 1_000 ? `${metres} ${metre}` : `${decimal(metres / 1_000, language)} ${kilometre}`
}

/** One cell of the grid, true metres in the middle of the map. */
export function ScaleBar({
  view,
  hasGrid,
  language,
}: {
  readonly view: View
  readonly hasGrid: boolean
  readonly language: Language
}) {
  const text = useMapText()
  const cell = cellMetres(view.metresPerPixel)
  const label = cellText(cell, language)
  return (
    <div className={classes['scale']}>
      <div className={classes['scaleBar']} style={{ width: cell / view.metresPerPixel }} />
      {hasGrid ? text('grid', { cell: label }) : label}
    </div>
  )
}

/** Which way and how far the nearest city is: the orientation map has nothing else to hold on to near the ground. */
export function SignpostLine({ signpost, language }: { readonly signpost: Signpost; readonly language: Language }) {
  return (
    <div className={classes['signpost']}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" style={{ rotate: `${signpost.bearingDegrees}deg` }}>
        <path d="M6 0.5 10 10 6 8 2 10z" fill="currentColor" />
      </svg>
      {signpost.name} {distance(signpost.distanceMetres, language)}
    </div>
  )
}
