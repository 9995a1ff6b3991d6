import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import { type FrameInput, frameBounds } from './frame.ts'

const paddingPixels = 56
const lowPixels = 340
const footPixels = 28
/** One block around: nearer shows nothing more. */
const nearestZoom = 15.5

const wantsStillness = () => matchMedia('(prefers-reduced-motion: reduce)').matches

/** Frames once for each key, as soon as there is something to frame. Nothing else in the map moves the camera by itself. */
export function useFraming(map: MapLibreMap | null, frameKey: string, input: FrameInput): void {
  const framed = useRef<{ readonly map: MapLibreMap; readonly key: string } | null>(null)
  useEffect(() => {
    if (map === null || (framed.current?.map === map && framed.current.key === frameKey)) return
    const bounds = frameBounds(input)
    if (bounds === null) return
    // The first frame is where the map starts, not a journey there.
    const isFirst = framed.current?.map !== map
    framed.current = { map, key: frameKey }
    const { clientWidth, clientHeight } = map.getContainer()
    const padding = Math.min(paddingPixels, clientWidth / 4, clientHeight / 4)
    // In a low map the scale and the sources take a good part of it.
    const foot = clientHeight < lowPixels ? footPixels : 0
    const sides = { top: padding, left: padding, right: padding, bottom: padding + foot }
    map.fitBounds([...bounds], { padding: sides, maxZoom: nearestZoom, animate: !isFirst && !wantsStillness(), duration: 500 })
  }, [map, frameKey, input])
}
