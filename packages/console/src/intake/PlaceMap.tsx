import 'maplibre-gl/dist/maplibre-gl.css'
import { useComputedColorScheme } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Marker } from 'maplibre-gl'
import i18next from 'i18next'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { systemQuery } from '../api/queries.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { mapResources } from '../map/i18n/index.ts'
import { mapStyle } from '../map/style/map-style.ts'
import { palettes } from '../map/style/palette.ts'
import { basemap } from '../map/use-basemap.ts'
import { useMapText } from '../map/use-map-text.ts'
import { useMap } from '../map/use-map.ts'
import { wordsOf } from '../map/words.ts'
import classes from './intake.module.css'

for (const [language, texts] of Object.entries(mapResources)) i18next.addResourceBundle(language, 'map', texts)

interface Point {
  readonly lat: number
  readonly lon: number
}

interface PlaceMapProps {
  readonly point: Point | null
  readonly onPoint: (point: Point) => void
}

const closeZoom = 11

/** A small map on which one point is shown, and set by a click. Whoever works by keyboard types the numbers beside it. */
function PlaceMap({ point, onPoint }: PlaceMapProps) {
  const { t } = useTranslation()
  const text = useMapText()
  const language = useLanguage()
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const tilesUrl = useQuery(systemQuery).data?.mapTilesUrl ?? null
  const container = useRef<HTMLDivElement>(null)
  const look = useMemo(
    () => ({ style: mapStyle({ scheme, language, words: wordsOf(text), tilesUrl, basemap }), palette: palettes[scheme] }),
    [scheme, language, text, tilesUrl],
  )
  const state = useMap(container, tilesUrl ?? '', look, (_, fault) => console.error('The map reports a fault.', fault))
  const map = state.kind === 'ready' ? state.map : null
  const set = useRef(onPoint)
  useEffect(() => {
    set.current = onPoint
  })
  useEffect(() => {
    if (!map) return undefined
    map.getCanvas().setAttribute('aria-label', t('intake.map'))
    const click = (event: { lngLat: { lat: number; lng: number } }) =>
      set.current({ lat: event.lngLat.lat, lon: event.lngLat.lng })
    map.on('click', click)
    return () => void map.off('click', click)
  }, [map, t])
  const lat = point?.lat
  const lon = point?.lon
  useEffect(() => {
    if (!map || lat === undefined || lon === undefined || Math.abs(lat) > 90 || Math.abs(lon) > 180) return undefined
    const marker = new Marker({ color: '#28527a' }).setLngLat([lon, lat]).addTo(map)
    marker.getElement().setAttribute('aria-hidden', 'true')
    if (!map.getBounds().contains([lon, lat]) || map.getZoom() < closeZoom - 2)
      map.jumpTo({ center: [lon, lat], zoom: closeZoom })
    return () => void marker.remove()
  }, [map, lat, lon])
  return (
    <>
      <div ref={container} className={classes['map']} hidden={state.kind === 'failed'} />
      {state.kind === 'failed' && <p className={classes['hint']}>{t('map.withoutWebgl')}</p>}
      <p className={classes['hint']}>{t('intake.mapHint')}</p>
    </>
  )
}

// oxlint-disable-next-line import/no-default-export -- React.lazy asks for one.
export default PlaceMap
