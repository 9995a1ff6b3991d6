import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { deadlineCountsQuery } from './queries.ts'
import classes from './deadlines.module.css'

/** Scales, drawn: the console's own font has no such sign. */
function Scales() {
  return (
    <svg className={classes['scales']} viewBox="0 0 16 16" aria-hidden="true">
      <path d="M8 2v12M5 14h6M3 4h10M3 4L1 9h4zM13 4l-2 5h4z" />
    </svg>
  )
}

/** What is due until the end of today, and what was missed. Not loaded is not zero. */
export function DueCount() {
  const { t } = useTranslation()
  const { data } = useQuery(deadlineCountsQuery)
  if (!data) return null
  const missed = data.missed > 0 ? ` · ${t('deadlines.missedCount', { count: data.missed })}` : ''
  const told = `${t('deadlines.dueToday', { count: data.today })}${missed}`
  return (
    <Link to="/deadlines" title={told} className={classes['count'] ?? ''} data-missed={data.missed > 0 || undefined}>
      <Scales />
      <span aria-hidden="true" className={classes['figures']}>
        {data.today}
        {data.missed > 0 && ` !${data.missed}`}
      </span>
      <span className={classes['words']}>{told}</span>
    </Link>
  )
}
