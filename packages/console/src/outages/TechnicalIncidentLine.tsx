import { type TechnicalIncident } from '@bilezik/contract'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { technicalIncidentsQuery } from '../api/queries.ts'
import { problemText } from '../app/problem-text.ts'
import { useNow } from '../feed/live.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { useCan, useSession } from '../session/use-session.ts'
import { SeverityMark } from '../severity/SeverityMark.tsx'
import { ConcludeOutage } from './ConcludeOutage.tsx'
import { groupText, spanText, whyNot } from './outage-text.ts'
import classes from './outages.module.css'

/** How many, what they have in common, since when; that it is nobody's conduct; and what one can do. */
export function TechnicalIncidentLine({ incident }: { readonly incident: TechnicalIncident }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const { user } = useSession()
  const canWork = useCan('incident:work')
  const queryClient = useQueryClient()
  const [isConcluding, setIsConcluding] = useState(false)
  const change = useMutation({
    mutationFn: (name: 'takeTechnicalIncident' | 'releaseTechnicalIncident') =>
      call(name, { params: { technicalIncidentId: incident.id } }),
    onError: (error) => notifications.show({ color: 'red', message: problemText(error, t), role: 'alert' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: technicalIncidentsQuery.queryKey }),
  })
  const { personCount, silentCount, group, taken, endedAt } = incident
  const why = whyNot(incident, user.role === 'head', t)
  return (
    <li data-over={endedAt !== null}>
      <SeverityMark severity="medium" size={14} />
      <p>
        <b>{t('outage.headline', { count: personCount, group: groupText(group, t, language) })}</b>{' '}
        <span>{spanText(incident, now, t, language)}</span>
        {silentCount < personCount && <span>{t('outage.silent', { count: silentCount })}</span>}
        <span className={classes['blameless']}>{t(`outage.blameless.${incident.because}`)}</span>
      </p>
      {taken && (
        <span className={classes['taken']}>
          {taken.byName === null ? t('outage.takenElsewhere') : t('outage.takenBy', { name: taken.byName })}
        </span>
      )}
      <Link to="/administration/technical-notices">{t('outage.toNotices')}</Link>
      {canWork && (
        <div className={classes['actions']}>
          {incident.state === 'open' ? (
            <ReasonedButton
              size="compact-sm"
              whyNot={null}
              loading={change.isPending}
              onClick={() => change.mutate('takeTechnicalIncident')}
            >
              {t('outage.take')}
            </ReasonedButton>
          ) : (
            <>
              <ReasonedButton
                size="compact-sm"
                variant="default"
                whyNot={why.release}
                loading={change.isPending}
                onClick={() => change.mutate('releaseTechnicalIncident')}
              >
                {t('outage.release')}
              </ReasonedButton>
              <ReasonedButton size="compact-sm" whyNot={why.conclude} onClick={() => setIsConcluding(true)}>
                {t('outage.conclude')}
              </ReasonedButton>
            </>
          )}
        </div>
      )}
      {isConcluding && <ConcludeOutage incident={incident} onClose={() => setIsConcluding(false)} />}
    </li>
  )
}
