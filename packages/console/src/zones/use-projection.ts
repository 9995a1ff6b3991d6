import { type LatLon } from '@bilezik/domain'
import { type Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useReducer } from 'react'

export interface Pixel {
  readonly x: number
  readonly y: number
}

export interface Projection {
  readonly toPixel: (place: LatLon) => Pixel
  readonly toPlace: (pixel: Pixel) => LatLon
}

/** From places to pixels of the map and back, as it stands; whoever uses it is drawn again with each movement. */
export function useProjection(map: MapLibreMap): Projection {
  const [, drawAgain] = useReducer((times: number) => times + 1, 0)
  useEffect(() => {
    map.on('move', drawAgain)
    map.on('resize', drawAgain)
    return () => {
      map.off('move', drawAgain)
      map.off('resize', drawAgain)
    }
  }, [map])
  return {
    toPixel: ({ lat, lon }) => map.project([lon, lat]),
    toPlace: ({ x, y }) => {
      const { lat, lng: lon } = map.unproject([x, y])
      return { lat, lon }
    },
  }
}
