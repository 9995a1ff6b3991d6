import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { deadlineCountsQuery } from './queries.ts'
import classes from './deadlines.module.css'

/** ⚖ what is due until the end of today, and what was missed. Not loaded is not zero. */
export function DueCount() {
  const { t } = useTranslation()
  const { data } = useQuery(deadlineCountsQuery)
  if (!data) return null
  return (
    <Link to="/deadlines" className={classes['count'] ?? ''} data-missed={data.missed > 0 || undefined}>
      <span aria-hidden="true">⚖ </span>
      {t('deadlines.dueToday', { count: data.today })}
      {data.missed > 0 && ` · ${t('deadlines.missedCount', { count: data.missed })}`}
    </Link>
  )
}
