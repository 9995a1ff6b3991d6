import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { deliveryCountsQuery } from './queries.ts'
import classes from './deliveries.module.css'

/** An envelope, drawn: the console's own font has no such sign. */
function Envelope() {
  return (
    <svg className={classes['envelope']} viewBox="0 0 16 16" aria-hidden="true">
      <path d="M1 3h14v10H1zM1 3l7 6 7-6" />
    </svg>
  )
}

/** Papers that need a person; nothing while there is none. */
export function SendingCount() {
  const { t } = useTranslation()
  const { data } = useQuery(deliveryCountsQuery)
  const count = data ? data.stuck + data.toHandOver : 0
  if (count === 0) return null
  const told = t('deliveries.needCount', { count })
  return (
    <Link to="/deliveries" title={told} aria-label={told} className={classes['count'] ?? ''}>
      <Envelope />
      <span aria-hidden="true">{count}</span>
    </Link>
  )
}
