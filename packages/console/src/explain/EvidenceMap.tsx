import { type ExplainedFix } from '@bilezik/domain'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type ExplanationAnswer } from '../api/queries.ts'
import { MapPane } from '../parts/MapPane.tsx'
import classes from './explain.module.css'

interface EvidenceMapProps {
  readonly answer: ExplanationAnswer
  readonly fixes: readonly ExplainedFix[]
  readonly selectedId: string | null
}

const nothing: readonly never[] = []
const ignore = () => undefined

/** The weighed positions and the zone as it was then; nobody else, and nothing of now. */
export function EvidenceMap({ answer, fixes, selectedId }: EvidenceMapProps) {
  const { t } = useTranslation()
  const { zone, alert } = answer
  const zones = useMemo(() => (zone === null ? [] : [{ ...zone, lineageId: alert.lineageId }]), [zone, alert.lineageId])
  const evidence = useMemo(
    () =>
      fixes.map((fix) => ({
        atMs: fix.at,
        lat: fix.lat,
        lon: fix.lon,
        radiusMetres: fix.sigmaMetres,
        says: fix.says,
        isSelected: fix.readingId === selectedId,
      })),
    [fixes, selectedId],
  )
  return (
    <section className={classes['map']} aria-label={t('explain.map')}>
      <MapPane
        selectedPersonId={answer.person.id}
        onSelect={ignore}
        zones={zones}
        trail={nothing}
        gaps={nothing}
        scrubAtMs={null}
        evidence={evidence}
        frameKey={alert.id}
      />
    </section>
  )
}
