import { basemapAttribution } from 'virtual:basemap'
import 'maplibre-gl/dist/maplibre-gl.css'
import { type Bounds, type LatLon } from '@bilezik/domain'
import { type Map as MapLibreMap, type MapMouseEvent } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import mapClasses from '../map/live-map.module.css'
import { Attribution, ZoomButtons } from '../map/parts/map-furniture.tsx'
import { ScaleBar } from '../map/parts/scale-bar.tsx'
import { useLook } from '../map/use-look.ts'
import { useMap } from '../map/use-map.ts'
import { useView } from '../map/use-view.ts'
import { DraftOverlay, type DraftOverlayProps } from './DraftOverlay.tsx'
import classes from './zones.module.css'

export interface DrawMapProps extends DraftOverlayProps {
  readonly mapTilesUrl: string | null
  /** Null: a click means nothing now. */
  readonly onClick: ((place: LatLon) => void) | null
  /** Shown once for each `frameKey`. */
  readonly frame: Bounds | null
  readonly frameKey: string
}

const paddingPixels = 72
const nearestZoom = 17

function useFrame(map: MapLibreMap | null, frame: Bounds | null, frameKey: string): void {
  const framed = useRef('')
  useEffect(() => {
    if (map === null || frame === null || framed.current === frameKey) return
    framed.current = frameKey
    const { west, south, east, north } = frame
    const padding = Math.min(paddingPixels, map.getContainer().clientWidth / 4, map.getContainer().clientHeight / 4)
    map.fitBounds([west, Math.max(-85, south), east, Math.min(85, north)], { padding, maxZoom: nearestZoom, animate: false })
  }, [map, frame, frameKey])
}

/** The map on which a zone is drawn: nobody's mark is on it. */
function DrawMap({ mapTilesUrl, onClick, frame, frameKey, ...overlay }: DrawMapProps) {
  const container = useRef<HTMLDivElement>(null)
  const { look, language, text } = useLook(mapTilesUrl)
  const isOrientation = mapTilesUrl === null
  const state = useMap(container, mapTilesUrl ?? '', look, (sourceId, fault) =>
    console.error(`The map reports a fault${sourceId === undefined ? '' : ` of ${sourceId}`}.`, fault),
  )
  const map = state.kind === 'ready' ? state.map : null
  const view = useView(map)
  useFrame(map, frame, frameKey)
  useEffect(() => {
    if (map === null) return undefined
    map.getCanvas().setAttribute('aria-label', text('label'))
    map.getCanvas().style.cursor = onClick ? 'crosshair' : ''
    // A second click of a double one would both draw and zoom.
    map.doubleClickZoom.disable()
    if (!onClick) return undefined
    const click = (event: MapMouseEvent) => onClick({ lat: event.lngLat.lat, lon: event.lngLat.lng })
    map.on('click', click)
    return () => void map.off('click', click)
  }, [map, onClick, text])
  return (
    <section className={mapClasses['root']} data-map-state={state.kind}>
      <div ref={container} className={mapClasses['canvas']} hidden={state.kind === 'failed'} />
      {state.kind === 'loading' && <p className={mapClasses['banner']}>{text('loading')}</p>}
      {state.kind === 'failed' && (
        <p role="alert" className={classes['withoutMap']}>
          {text(state.because === 'no-webgl' ? 'noWebgl' : 'failed')}
        </p>
      )}
      {state.kind === 'ready' && (
        <>
          <DraftOverlay {...overlay} map={state.map} />
          <ZoomButtons map={state.map} />
          <div className={mapClasses['foot']}>
            {view !== null && <ScaleBar view={view} hasGrid={isOrientation && view.metresPerPixel < 285} language={language} />}
            <Attribution
              sources={isOrientation ? basemapAttribution : '© OpenStreetMap contributors (ODbL)'}
              isOrientation={isOrientation}
            />
          </div>
        </>
      )}
    </section>
  )
}

// oxlint-disable-next-line import/no-default-export -- React.lazy asks for one.
export default DrawMap
