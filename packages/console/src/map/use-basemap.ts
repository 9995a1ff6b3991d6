import { basemapUrls } from 'virtual:basemap'
import { useEffect, useState } from 'react'
import { citiesOf, type KnownPlace } from './sources/nearest-place.ts'
import type { BasemapUrls } from './style/offline-layers.ts'

/** The map's worker has no page to be relative to. */
const absolute = (url: string) => new URL(url, document.baseURI).href

export const basemap: BasemapUrls = {
  land: absolute(basemapUrls.land),
  water: absolute(basemapUrls.water),
  labels: absolute(basemapUrls.labels),
}

/** Cities of the orientation map; the file is the one the map itself loads. */
export function useCities(isWanted: boolean): readonly KnownPlace[] {
  const [cities, setCities] = useState<readonly KnownPlace[]>([])
  useEffect(() => {
    if (!isWanted) return undefined
    const leaving = new AbortController()
    fetch(basemap.labels, { signal: leaving.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(`${basemap.labels}: ${response.status}`)
        setCities(citiesOf(await response.json()))
      })
      .catch((fault: unknown) => {
        if (!leaving.signal.aborted) console.error('The names of the orientation map could not be loaded.', fault)
      })
    return () => leaving.abort()
  }, [isWanted])
  return cities
}
