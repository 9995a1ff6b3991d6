import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy } from 'react'
import { useTranslation } from 'react-i18next'
import { systemQuery } from '../api/queries.ts'
import { Notice } from '../app/Notice.tsx'
import { MapBoundary, loadMapTexts } from '../parts/MapPane.tsx'
import { type DrawMapProps } from './DrawMap.tsx'

const DrawMap = lazy(async () => {
  const [map] = await Promise.all([import('./DrawMap.tsx'), loadMapTexts()])
  return map
})

/** The map comes when a zone is first drawn; where it cannot, everything is still typed beside it. */
export function DrawPane(props: Omit<DrawMapProps, 'mapTilesUrl'>) {
  const { t } = useTranslation()
  const mapTilesUrl = useQuery(systemQuery).data?.mapTilesUrl ?? null
  return (
    <MapBoundary fallback={<Notice title={t('map.failed')}>{t('zone.withoutMap')}</Notice>}>
      <Suspense fallback={<Notice title={t('map.loading')} />}>
        <DrawMap {...props} mapTilesUrl={mapTilesUrl} />
      </Suspense>
    </MapBoundary>
  )
}
