import type { Mark } from '@bilezik/contract'
import type { GeoJSONSource, MapGeoJSONFeature, MapMouseEvent, Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useEffectEvent, useState } from 'react'
import { clusterLayer, markLayer } from './style/mark-layers.ts'

/** A mark under the pointer; pixels from the map's corner. */
export interface Hovered {
  readonly mark: Mark
  readonly x: number
  readonly y: number
}

/** A finger and a tired hand hit a mark within this many pixels. */
const reachPixels = 5
/** Nearer than this a bubble does not come apart: its people are in one place. */
const nearestZoom = 17

function under(map: MapLibreMap, { point: { x, y } }: MapMouseEvent): MapGeoJSONFeature | undefined {
  const box: [[number, number], [number, number]] = [
    [x - reachPixels, y - reachPixels],
    [x + reachPixels, y + reachPixels],
  ]
  return map.queryRenderedFeatures(box, { layers: [markLayer, clusterLayer] })[0]
}

async function openCluster(map: MapLibreMap, feature: MapGeoJSONFeature): Promise<void> {
  if (feature.geometry.type !== 'Point') return
  const zoom = await map.getSource<GeoJSONSource>('marks')?.getClusterExpansionZoom(Number(feature.properties['cluster_id']))
  const [lon = 0, lat = 0] = feature.geometry.coordinates
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
  map.easeTo({ center: [lon, lat], zoom: Math.min(zoom ?? nearestZoom, nearestZoom), animate: !isStill, duration: 400 })
}

/** A click on a mark selects, on a bubble zooms; a mark under the pointer is named. */
export function usePointer(
  map: MapLibreMap | null,
  marks: ReadonlyMap<string, Mark>,
  onSelect: (personId: string) => void,
): Hovered | null {
  const [hovered, setHovered] = useState<Hovered | null>(null)
  const select = useEffectEvent((feature: MapGeoJSONFeature | undefined) => {
    if (map === null || feature === undefined) return
    if (feature.layer.id === markLayer) onSelect(String(feature.properties['personId']))
    // A bubble may be gone by the time it is asked about: then there is nothing to open.
    else openCluster(map, feature).catch((fault: unknown) => console.warn('The bubble is gone.', fault))
  })
  const hover = useEffectEvent((event: MapMouseEvent) => {
    if (map === null) return
    const feature = under(map, event)
    map.getCanvas().style.cursor = feature === undefined ? '' : 'pointer'
    const mark = feature?.layer.id === markLayer ? marks.get(String(feature.properties['personId'])) : undefined
    setHovered(mark === undefined ? null : { mark, x: event.point.x, y: event.point.y })
  })

  useEffect(() => {
    if (map === null) return undefined
    const onClick = (event: MapMouseEvent) => select(under(map, event))
    const onMove = (event: MapMouseEvent) => hover(event)
    const onLeave = () => setHovered(null)
    map.on('click', onClick)
    map.on('mousemove', onMove)
    map.on('mouseout', onLeave)
    map.on('movestart', onLeave)
    return () => {
      map.off('click', onClick)
      map.off('mousemove', onMove)
      map.off('mouseout', onLeave)
      map.off('movestart', onLeave)
      setHovered(null)
    }
  }, [map])
  return hovered
}
