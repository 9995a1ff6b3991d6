import type { FeatureCollection } from 'geojson'
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl'

/** Replaces what a source shows; a base of tiles lacks some sources, which is no fault. */
export function setSource(map: MapLibreMap, id: string, data: FeatureCollection): void {
  const source = map.getSource<GeoJSONSource>(id)
  // A map that is taken away while it draws gives up; what it then drops nobody sees.
  source?.setData(data).catch((fault: unknown) => {
    if (map.getContainer().isConnected) console.error(`The map refused what to show of ${id}.`, fault)
  })
}
