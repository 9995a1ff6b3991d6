import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Obligation, type Permit, permitsQuery } from '../api/queries.ts'
import { Failure } from '../app/Failure.tsx'
import { useNow } from '../feed/live.ts'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { useCan } from '../session/use-session.ts'
import { GivePermit } from './GivePermit.tsx'
import { PermitLine } from './PermitLine.tsx'
import { RevokePermit } from './RevokePermit.tsx'
import { permitState } from './permit-state.ts'
import { isLiftable } from './permit-text.ts'
import classes from './permits.module.css'

interface PermitsSectionProps {
  readonly orderId: string
  readonly obligations: readonly Obligation[]
}

/** What was told or allowed beforehand: the running and the coming, and behind a line the earlier ones. */
export function PermitsSection({ orderId, obligations }: PermitsSectionProps) {
  const { t } = useTranslation()
  const now = useNow()
  const canChange = useCan('order:change')
  const query = useQuery(permitsQuery(orderId))
  const [isGiving, setIsGiving] = useState(false)
  const [revoked, setRevoked] = useState<Permit | null>(null)
  const own = obligations.filter((obligation) => obligation.orderId === orderId)
  const liftable = own.filter(isLiftable)
  const permits = query.data?.permits
  const isEarlier = (permit: Permit) => ['over', 'revoked'].includes(permitState(permit, now))
  const [earlier, live] = [permits?.filter(isEarlier) ?? [], permits?.filter((permit) => !isEarlier(permit)) ?? []]
  const whyNot = canChange ? (liftable.length === 0 ? t('permits.whyNothing') : null) : t('permits.whyNoRight')
  const lineOf = (permit: Permit) => (
    <PermitLine
      key={permit.id}
      permit={permit}
      state={permitState(permit, now)}
      obligations={own}
      {...(canChange && permit.revokedAt === null && !isEarlier(permit) && { onRevoke: () => setRevoked(permit) })}
    />
  )
  return (
    <section aria-labelledby="permits-title" className={classes['permits']}>
      <header>
        <h2 id="permits-title">{t('permits.title')}</h2>
        <ReasonedButton variant="default" size="compact-sm" whyNot={whyNot} onClick={() => setIsGiving(true)}>
          {t('permits.give')}
        </ReasonedButton>
      </header>
      {query.isError && !permits && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={48} radius={2} animate={false} role="img" aria-label={t('app.loading')} />}
      {permits && live.length === 0 && <p className={classes['empty']}>{t('permits.none')}</p>}
      {live.length > 0 && <ul>{live.map(lineOf)}</ul>}
      {earlier.length > 0 && (
        <details>
          <summary>{t('permits.earlier', { total: String(earlier.length) })}</summary>
          <ul>{earlier.map(lineOf)}</ul>
        </details>
      )}
      {isGiving && <GivePermit orderId={orderId} liftable={liftable} onClose={() => setIsGiving(false)} />}
      {revoked && <RevokePermit orderId={orderId} permit={revoked} onClose={() => setRevoked(null)} />}
    </section>
  )
}
