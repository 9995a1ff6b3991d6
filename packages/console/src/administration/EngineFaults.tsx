import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { engineFaultsQuery } from '../api/queries.ts'
import { Failure } from '../app/Failure.tsx'
import { useNow } from '../feed/live.ts'
import { moment } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { PersonLink } from './PersonLink.tsx'
import classes from './engine.module.css'
import { type EngineFault, faultText } from './engine-text.ts'

/** Whose watching fails now, and whose has failed. */
export function EngineFaults() {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(10_000)
  const query = useQuery(engineFaultsQuery)
  const faults = query.data?.faults
  const count = faults?.filter(({ endedAt }) => endedAt === null).length ?? 0
  const columns: Column<EngineFault>[] = [
    {
      title: t('oversight.person'),
      cell: ({ person }) => (
        <span className={classes['brief']}>
          <PersonLink person={person} />
        </span>
      ),
    },
    {
      title: t('oversight.what'),
      cell: (fault) => {
        const text = faultText(fault, now, t, language)
        return fault.endedAt === null ? <b>{text}</b> : text
      },
    },
    {
      title: t('oversight.unjudged'),
      cell: ({ replayFrom, endedAt }) =>
        endedAt === null ? moment(Date.parse(replayFrom), now, language) : t('oversight.madeUp'),
    },
    { title: t('oversight.version'), cell: ({ engineVersion }) => <span className={classes['brief']}>{engineVersion}</span> },
    { title: t('oversight.place'), cell: ({ error }) => <span className={classes['source']}>{error}</span> },
  ]
  return (
    <section className={classes['section']}>
      <h2>{t('oversight.faults')}</h2>
      {faults && (
        <p data-failing={count > 0 || undefined}>
          {count === 0 ? t('oversight.allWatched') : t('oversight.notWatched', { count })}
        </p>
      )}
      {query.isError && !faults ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label={t('oversight.faults')}
          columns={columns}
          rows={faults}
          keyOf={({ id }) => id}
          empty={t('oversight.noFaults')}
        />
      )}
    </section>
  )
}
