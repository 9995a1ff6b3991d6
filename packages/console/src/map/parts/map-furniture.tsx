import type { Mark } from '@bilezik/contract'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useLanguage } from '../../i18n/use-language.ts'
import { moment } from '../../format/time.ts'
import classes from '../live-map.module.css'
import { useMapText } from '../use-map-text.ts'
import type { Hovered } from '../use-pointer.ts'
import type { Words } from '../words.ts'

export function ZoomButtons({ map }: { readonly map: MapLibreMap }) {
  const text = useMapText()
  const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches
  return (
    <div className={classes['zoom']}>
      <button type="button" aria-label={text('zoomIn')} onClick={() => map.zoomIn({ animate: !isStill() })}>
        +
      </button>
      <button type="button" aria-label={text('zoomOut')} onClick={() => map.zoomOut({ animate: !isStill() })}>
        −
      </button>
    </div>
  )
}

/** Sources and licences stay on the screen, as the licences ask. */
export function Attribution({ sources, isOrientation }: { readonly sources: string | null; readonly isOrientation: boolean }) {
  const text = useMapText()
  return (
    <div className={classes['attribution']}>
      {isOrientation && (
        <>
          <strong>{text('orientation')}</strong> · {text('oblasts')} ·{' '}
        </>
      )}
      <span aria-label={text('attribution')} role="note">
        {sources}
      </span>
    </div>
  )
}

const stateOf = (mark: Mark, words: Words) =>
  mark.openIncidents > 0 && mark.worstSeverity !== null
    ? `${words.severity[mark.worstSeverity]} · ${words.standing[mark.standing]}`
    : words.standing[mark.standing]

/** Name, state and age of the position of the mark under the pointer. */
export function HoverCard({ hovered: { mark, x, y }, words }: { readonly hovered: Hovered; readonly words: Words }) {
  const language = useLanguage()
  return (
    <div
      className={classes['hover']}
      style={{ left: `min(${x}px, calc(100% - 264px))`, top: `min(${y}px, calc(100% - 96px))` }}
      aria-hidden="true"
    >
      <strong>{mark.name}</strong>
      <div>{stateOf(mark, words)}</div>
      <div>{moment(Date.parse(mark.fixAt), Date.now(), language)}</div>
    </div>
  )
}
