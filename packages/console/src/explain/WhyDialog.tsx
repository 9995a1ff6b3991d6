import { Modal, Select, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { explanationQuery, incidentQuery } from '../api/queries.ts'
import { Failure } from '../app/Failure.tsx'
import { Notice } from '../app/Notice.tsx'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ExplanationView } from './ExplanationView.tsx'
import classes from './explain.module.css'

interface WhyDialogProps {
  readonly incidentId: string
  readonly onClose: () => void
}

/** Why there is an incident: the explanation of its newest alert, or of the one that is chosen. */
export function WhyDialog({ incidentId, onClose }: WhyDialogProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const incident = useQuery(incidentQuery(incidentId))
  const [chosenId, setChosenId] = useState<string | null>(null)
  const alerts = incident.data?.alerts ?? []
  const alertId = chosenId ?? alerts.at(-1)?.id ?? null
  const explanation = useQuery({ ...explanationQuery(alertId ?? ''), enabled: alertId !== null })
  const answer = explanation.data?.alert.id === alertId ? explanation.data : undefined
  const failed = incident.data ? explanation : incident
  const title = answer ? t('explain.title', { alert: t(`alert.${answer.alert.kind}`) }) : t('explain.open')
  return (
    <Modal
      opened
      onClose={onClose}
      size="min(1280px, calc(100vw - 64px))"
      title={title}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      {alerts.length > 1 && (
        <Select
          label={t('explain.which')}
          className={classes['which'] ?? ''}
          value={alertId}
          onChange={setChosenId}
          data={alerts.toReversed().map((alert) => ({
            value: alert.id,
            label: `${t(`alert.${alert.kind}`)}, ${dateAndTime(Date.parse(alert.beganAt), language)} (${t(`alertState.${alert.state}`)})`,
          }))}
        />
      )}
      {incident.data && alerts.length === 0 && <Notice title={t('explain.empty')} />}
      {failed.isError && !answer && <Failure error={failed.error} onRetry={() => void failed.refetch()} />}
      {!answer && !failed.isError && alerts.length + Number(!incident.data) > 0 && (
        <Skeleton height={320} radius={2} animate={false} role="img" aria-label={t('app.loading')} />
      )}
      {answer && <ExplanationView key={answer.alert.id} answer={answer} />}
    </Modal>
  )
}
