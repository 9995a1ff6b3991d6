import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { engineDifferencesQuery } from '../api/queries.ts'
import { Failure } from '../app/Failure.tsx'
import { WhyDialog } from '../explain/WhyDialog.tsx'
import { useNow } from '../feed/live.ts'
import { moment } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { PersonLink } from './PersonLink.tsx'
import classes from './engine.module.css'
import { type EngineDifference, differenceText, judgementText } from './engine-text.ts'

/** What a newer version of the engine judges otherwise: nothing is changed by it, so somebody must see it. */
export function EngineDifferences() {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(60_000)
  const query = useQuery(engineDifferencesQuery)
  const [whyId, setWhyId] = useState<string | null>(null)
  const columns: Column<EngineDifference>[] = [
    { title: t('oversight.notedAt'), cell: ({ notedAt }) => moment(Date.parse(notedAt), now, language) },
    {
      title: t('oversight.person'),
      cell: ({ person }) => (
        <span className={classes['brief']}>
          <PersonLink person={person} />
        </span>
      ),
    },
    {
      title: t('oversight.incident'),
      cell: ({ incident }) =>
        incident && (
          // Why it was raised, also of one that was concluded long ago and is in no queue.
          <Button size="compact-xs" variant="default" onClick={() => setWhyId(incident.id)}>
            {incident.number}
          </Button>
        ),
      isNumeric: true,
    },
    { title: t('oversight.difference'), cell: (difference) => differenceText(difference, t) },
    { title: t('oversight.raised'), cell: ({ raised }) => judgementText(raised, now, t, language) },
    { title: t('oversight.derived'), cell: ({ derived }) => judgementText(derived, now, t, language) },
  ]
  return (
    <section className={classes['section']}>
      <h2>{t('oversight.differences')}</h2>
      <p>{t('oversight.differencesHint')}</p>
      {query.isError && !query.data ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label={t('oversight.differences')}
          columns={columns}
          rows={query.data?.differences}
          keyOf={({ id }) => String(id)}
          empty={t('oversight.noDifferences')}
        />
      )}
      {whyId !== null && <WhyDialog incidentId={whyId} onClose={() => setWhyId(null)} />}
    </section>
  )
}
