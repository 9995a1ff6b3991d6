import classes from './deadlines.module.css'

export const dayShapes = ['off', 'worked', 'corrected'] as const
export type DayShape = (typeof dayShapes)[number]

const outlines: Readonly<Record<DayShape, string>> = {
  off: 'M0 4a4 4 0 1 0 8 0a4 4 0 1 0-8 0z',
  worked: 'M4 0l4 8H0z',
  corrected: 'M4 0l4 4-4 4-4-4z',
}

/** What kind of day it is, drawn: no font need hold the shape. The words stand beside it. */
export function DayMark({ shape }: { readonly shape: DayShape }) {
  return (
    <svg className={classes['mark']} viewBox="0 0 8 8" aria-hidden="true">
      <path d={outlines[shape]} />
    </svg>
  )
}
