import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { personQuery } from '../api/queries.ts'
import { MapPane } from '../parts/MapPane.tsx'
import { useLanguage } from '../i18n/use-language.ts'
import { gapsOf, trailOf, zonesOf } from '../person/map-data.ts'
import { useRecentHistory } from '../person/use-recent-history.ts'
import classes from './panel.module.css'

/** Enough to see where someone came from; the whole day is on the person's page. */
const trailMs = 3 * 3_600_000

interface PanelMapProps {
  readonly personId: string | null
  readonly onSelect: (personId: string) => void
  readonly frameKey: string
}

export function PanelMap({ personId, onSelect, frameKey }: PanelMapProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const person = useQuery({ ...personQuery(personId ?? ''), enabled: personId !== null })
  const { query: history } = useRecentHistory(personId, trailMs)
  const obligations = personId === null ? undefined : person.data?.obligations
  const historyData = personId === null ? undefined : history.data
  const zones = useMemo(() => zonesOf(obligations, language), [obligations, language])
  const trail = useMemo(() => trailOf(historyData), [historyData])
  const gaps = useMemo(() => gapsOf(historyData), [historyData])
  // Framed once zones and trail are there, not before and not again when they change.
  const isLoaded = personId === null || (!person.isPending && !history.isPending)
  return (
    <section className={classes['map']} aria-label={t('map.label')}>
      <MapPane
        selectedPersonId={personId}
        onSelect={onSelect}
        zones={zones}
        trail={trail}
        gaps={gaps}
        scrubAtMs={null}
        frameKey={`${frameKey} ${isLoaded}`}
      />
    </section>
  )
}
