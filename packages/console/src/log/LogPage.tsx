import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { logQuery } from '../api/queries.ts'
import { Failure } from '../app/Failure.tsx'
import { usePageTitle } from '../app/use-page-title.ts'
import classes from '../parts/page.module.css'
import { LogTable } from './LogTable.tsx'

export function LogPage() {
  const { t } = useTranslation()
  const log = useQuery(logQuery)
  usePageTitle(t('log.title'))
  return (
    <div className={classes['page']}>
      <div className={classes['head']}>
        <h1>{t('log.title')}</h1>
      </div>
      {log.isError && !log.data ? (
        <Failure error={log.error} onRetry={() => void log.refetch()} />
      ) : (
        <LogTable label={t('log.title')} entries={log.data?.entries} empty={t('log.empty')} hasPerson />
      )}
    </div>
  )
}
