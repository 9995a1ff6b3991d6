import { useQuery } from '@tanstack/react-query'
import i18next from 'i18next'
import { Component, type ReactNode, Suspense, lazy } from 'react'
import { useTranslation } from 'react-i18next'
import { systemQuery } from '../api/queries.ts'
import { Notice } from '../app/Notice.tsx'
import { useMarks } from '../feed/live.ts'
import { type LiveMapProps } from '../map/map-props.ts'

/** The words that a map is drawn with, which come with the first of them. */
export async function loadMapTexts(): Promise<void> {
  const { mapResources } = await import('../map/i18n/index.ts')
  for (const [language, texts] of Object.entries(mapResources)) i18next.addResourceBundle(language, 'map', texts)
}

/** The map and its texts come when a page first shows it: it is three times as large as all the rest. */
const LiveMap = lazy(async () => {
  const [map] = await Promise.all([import('../map/live-map.tsx'), loadMapTexts()])
  return map
})

/** A map that fails (no WebGL, a chunk that did not come) takes nothing else with it. */
export class MapBoundary extends Component<
  { readonly fallback: ReactNode; readonly children: ReactNode },
  { readonly hasFailed: boolean }
> {
  override state = { hasFailed: false }
  static getDerivedStateFromError() {
    return { hasFailed: true }
  }
  override componentDidCatch(error: unknown) {
    console.error('The map failed', error)
  }
  override render() {
    return this.state.hasFailed ? this.props.fallback : this.props.children
  }
}

const nobody: LiveMapProps['marks'] = new Map()

/** The live map with everyone's marks: the one component that is drawn again every second. */
export function MapPane(props: Omit<LiveMapProps, 'marks' | 'mapTilesUrl'>) {
  const { t } = useTranslation()
  const everyone = useMarks()
  const marks = props.evidence ? nobody : everyone
  const mapTilesUrl = useQuery(systemQuery).data?.mapTilesUrl ?? null
  return (
    <MapBoundary fallback={<Notice title={t('map.failed')}>{t('map.withoutWebgl')}</Notice>}>
      <Suspense fallback={<Notice title={t('map.loading')} />}>
        <LiveMap {...props} marks={marks} mapTilesUrl={mapTilesUrl} />
      </Suspense>
    </MapBoundary>
  )
}
