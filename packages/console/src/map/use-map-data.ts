import type { Mark } from '@bilezik/contract'
import type { FeatureCollection } from 'geojson'
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useMemo, useRef } from 'react'
import { clock } from '../format/time.ts'
import type { LiveMapProps } from './map-props.ts'
import { evidenceFeatures } from './sources/evidence-features.ts'
import { markFeature } from './sources/mark-features.ts'
import { setSource } from './sources/set-source.ts'
import { type MarksPump, startMarksPump } from './sources/marks-pump.ts'
import { type TrailInput, fixAt, scrubFeatures, trailFeatures } from './sources/trail-features.ts'
import { zoneFeatures } from './sources/zone-features.ts'

function useSourceData(map: MapLibreMap | null, id: string, data: FeatureCollection): void {
  useEffect(() => {
    if (map !== null) setSource(map, id, data)
  }, [map, id, data])
}

/** The mark of the selected person, or the last fix of one who has no mark. */
function selectedFeatures(mark: Mark | undefined, trail: TrailInput['trail']): FeatureCollection {
  if (mark !== undefined) return { type: 'FeatureCollection', features: [markFeature(mark)] }
  const last = fixAt(
    trail.toSorted((a, b) => a.atMs - b.atMs),
    Infinity,
  )
  if (last === null) return { type: 'FeatureCollection', features: [] }
  const properties = { name: '', standing: 'unclear', severity: null, rank: 0, incidents: 0 }
  return {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [last.lon, last.lat] } }],
  }
}

function useMarks(map: MapLibreMap | null, marks: ReadonlyMap<string, Mark>): void {
  const pump = useRef<MarksPump | null>(null)
  useEffect(() => {
    const source = map === null ? undefined : map.getSource<GeoJSONSource>('marks')
    if (map === null || source === undefined) return undefined
    const { dataset } = map.getContainer()
    const started = startMarksPump(
      source,
      (count) => {
        dataset['mapMarks'] = String(count)
      },
      (fault) => console.error('The map refused a change of marks.', fault),
    )
    pump.current = started
    return () => started.stop()
  }, [map])
  useEffect(() => pump.current?.offer(marks), [map, marks])
}

/** Brings what is known of people into the sources of the map. */
export function useMapData(
  map: MapLibreMap | null,
  { marks, selectedPersonId, zones, trail, gaps, scrubAtMs, evidence = noEvidence }: LiveMapProps,
): void {
  useMarks(map, marks)
  useSourceData(
    map,
    'zones',
    useMemo(() => zoneFeatures(zones), [zones]),
  )
  const input = useMemo(() => ({ trail, gaps, scrubAtMs }), [trail, gaps, scrubAtMs])
  useSourceData(
    map,
    'trail',
    useMemo(() => trailFeatures(input), [input]),
  )
  useSourceData(
    map,
    'scrub',
    useMemo(() => scrubFeatures(input, clock), [input]),
  )
  useSourceData(
    map,
    'evidence',
    useMemo(() => evidenceFeatures(evidence, clock), [evidence]),
  )
  const mark = selectedPersonId === null ? undefined : marks.get(selectedPersonId)
  const selectedTrail = selectedPersonId === null ? noTrail : trail
  useSourceData(
    map,
    'selected',
    useMemo(() => selectedFeatures(mark, selectedTrail), [mark, selectedTrail]),
  )
}

const noEvidence: NonNullable<LiveMapProps['evidence']> = []
const noTrail: TrailInput['trail'] = []
