import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useState } from 'react'
import { metricGrid, type View } from './sources/metric-grid.ts'
import { setSource } from './sources/set-source.ts'

const earthMetres = 40_075_016.686
const worldPixels = 512

/** What the map shows, with half a screen more on each side, so that the grid reaches while the map is dragged. */
function viewOf(map: MapLibreMap): View {
  const { lat, lng: lon } = map.getCenter()
  const bounds = map.getBounds()
  const [width, height] = [bounds.getEast() - bounds.getWest(), bounds.getNorth() - bounds.getSouth()]
  return {
    centre: { lat, lon },
    metresPerPixel: (earthMetres * Math.cos((lat * Math.PI) / 180)) / (worldPixels * 2 ** map.getZoom()),
    west: bounds.getWest() - width / 2,
    east: bounds.getEast() + width / 2,
    south: Math.max(-85, bounds.getSouth() - height / 2),
    north: Math.min(85, bounds.getNorth() + height / 2),
  }
}

/** The view after each move, and the grid of the orientation map that belongs to it. */
export function useView(map: MapLibreMap | null): View | null {
  const [view, setView] = useState<View | null>(null)
  useEffect(() => {
    if (map === null) return undefined
    const look = () => {
      const next = viewOf(map)
      setView(next)
      setSource(map, 'base-grid', metricGrid(next))
    }
    look()
    map.on('moveend', look)
    map.on('resize', look)
    return () => {
      map.off('moveend', look)
      map.off('resize', look)
      setView(null)
    }
  }, [map])
  return view
}
