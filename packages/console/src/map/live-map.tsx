import { basemapAttribution } from 'virtual:basemap'
import 'maplibre-gl/dist/maplibre-gl.css'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { useFraming } from './camera/use-framing.ts'
import classes from './live-map.module.css'
import type { LiveMapProps } from './map-props.ts'
import { FallbackList } from './parts/fallback-list.tsx'
import { Legend } from './parts/legend.tsx'
import { Attribution, HoverCard, ZoomButtons } from './parts/map-furniture.tsx'
import { ScaleBar, SignpostLine } from './parts/scale-bar.tsx'
import { evidenceTrail } from './sources/evidence-features.ts'
import { nearestPlace } from './sources/nearest-place.ts'
import { useCities } from './use-basemap.ts'
import { useLasting } from './use-lasting.ts'
import { useLook } from './use-look.ts'
import { useMapData } from './use-map-data.ts'
import { useMap } from './use-map.ts'
import { usePointer } from './use-pointer.ts'
import { useView } from './use-view.ts'

/** The grid helps where names are far apart; a signpost where none is in sight. */
const signpostBelowMetresPerPixel = 150

function LiveMap(props: LiveMapProps) {
  const { marks, selectedPersonId, zones, mapTilesUrl, frameKey, onSelect, evidence } = props
  const trail = useMemo(() => (evidence ? evidenceTrail(evidence) : props.trail), [evidence, props.trail])
  const container = useRef<HTMLDivElement>(null)
  const [hasBaseFault, setHasBaseFault] = useState(false)
  const { look, words, language, text } = useLook(mapTilesUrl)
  const isOrientation = mapTilesUrl === null
  const state = useMap(container, mapTilesUrl ?? '', look, (sourceId, fault) => {
    console.error(`The map reports a fault${sourceId === undefined ? '' : ` of ${sourceId}`}.`, fault)
    if (sourceId?.startsWith('base-')) setHasBaseFault(true)
  })
  const map = state.kind === 'ready' ? state.map : null
  useMapData(map, props)
  useFraming(
    map,
    frameKey,
    useMemo(() => ({ marks, selectedPersonId, zones, trail }), [marks, selectedPersonId, zones, trail]),
  )
  const hovered = usePointer(map, marks, onSelect)
  const view = useView(map)
  const cities = useCities(isOrientation)
  const signpost =
    view !== null && isOrientation && view.metresPerPixel < signpostBelowMetresPerPixel
      ? nearestPlace(view.centre, cities, language)
      : null

  const isEmpty = useLasting(marks.size === 0)

  const summaryId = useId()
  const withIncidents = useMemo(() => [...marks.values()].filter((mark) => mark.openIncidents > 0).length, [marks])
  useEffect(() => {
    const canvas = map?.getCanvas()
    canvas?.setAttribute('aria-label', text('label'))
    canvas?.setAttribute('aria-describedby', summaryId)
  }, [map, text, summaryId])

  return (
    <section className={classes['root']} data-map-state={state.kind} data-map-selected={selectedPersonId ?? undefined}>
      <div ref={container} className={classes['canvas']} hidden={state.kind === 'failed'} />
      <p id={summaryId} className={classes['hidden']}>
        {text('summary', { count: marks.size, incidents: withIncidents })}
      </p>
      {state.kind === 'loading' && <p className={classes['banner']}>{text('loading')}</p>}
      {state.kind === 'failed' && (
        <div className={classes['fallback']}>
          <p role="alert">{text(state.because === 'no-webgl' ? 'noWebgl' : 'failed')}</p>
          <FallbackList marks={marks} selectedPersonId={selectedPersonId} words={words} onSelect={onSelect} />
        </div>
      )}
      {state.kind === 'ready' && (
        <>
          {hasBaseFault && (
            <p className={classes['banner']} role="status">
              {text('baseFailed')}
            </p>
          )}
          {isEmpty && !hasBaseFault && !evidence && <p className={classes['banner']}>{text('empty')}</p>}
          {!evidence && <Legend hasSelection={selectedPersonId !== null} />}
          <ZoomButtons map={state.map} />
          <div className={classes['foot']}>
            {signpost !== null && <SignpostLine signpost={signpost} language={language} />}
            {view !== null && <ScaleBar view={view} hasGrid={isOrientation && view.metresPerPixel < 285} language={language} />}
            <Attribution
              sources={isOrientation ? basemapAttribution : '© OpenStreetMap contributors (ODbL)'}
              isOrientation={isOrientation}
            />
          </div>
          {hovered !== null && <HoverCard hovered={hovered} words={words} />}
        </>
      )}
    </section>
  )
}

// oxlint-disable-next-line import/no-default-export -- React.lazy asks for one.
export default LiveMap
