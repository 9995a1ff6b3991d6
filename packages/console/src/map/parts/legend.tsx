import { severities } from '@bilezik/domain'
import { useId, useState } from 'react'
import type { MapKey } from '../i18n/map-words.ts'
import classes from '../live-map.module.css'
import { useMapText } from '../use-map-text.ts'
import { LegendIcon, type LegendShape } from './legend-icon.tsx'

type Row = readonly [shape: LegendShape, word: MapKey]

const incidents: readonly Row[] = severities.map((severity): Row => [severity, `severity.${severity}`])
const standings: readonly Row[] = (['kept', 'breached', 'unclear', 'off-duty'] as const).map((standing): Row => [
  standing,
  `standing.${standing}`,
])
const person: readonly Row[] = [
  ['home', 'legend.home'],
  ['forbidden', 'legend.forbidden'],
  ['territory', 'legend.territory'],
  ['trail', 'legend.trail'],
  ['gap', 'legend.gap'],
  ['uncertainty', 'legend.uncertainty'],
  ['assumed', 'legend.assumed'],
  ['invalid', 'legend.invalid'],
]

function Group({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  const text = useMapText()
  const id = useId()
  return (
    <>
      <p id={id} className={classes['legendTitle']}>
        {title}
      </p>
      <ul aria-labelledby={id}>
        {rows.map(([shape, word]) => (
          <li key={shape}>
            <LegendIcon shape={shape} />
            {text(word)}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Closed at first: whoever works here every night knows the shapes. */
export function Legend({ hasSelection }: { readonly hasSelection: boolean }) {
  const text = useMapText()
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  return (
    <div className={classes['legend']}>
      <button
        type="button"
        className={classes['legendButton']}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" style={{ rotate: isOpen ? '90deg' : '0deg' }}>
          <path d="M4 2l4 4-4 4" fill="none" stroke="currentColor" strokeWidth="1.8" />
        </svg>
        {text('legend.title')}
      </button>
      <div id={id} hidden={!isOpen} className={classes['legendBody']}>
        <Group title={text('legend.incident')} rows={incidents} />
        <Group title={text('legend.noIncident')} rows={[...standings, ['cluster', 'legend.cluster']]} />
        {hasSelection && <Group title={text('legend.selected')} rows={person} />}
      </div>
    </div>
  )
}
