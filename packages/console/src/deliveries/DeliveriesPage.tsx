import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganisations } from '../administration/use-organisations.ts'
import { Failure } from '../app/Failure.tsx'
import { usePageTitle } from '../app/use-page-title.ts'
import page from '../parts/page.module.css'
import { DeliveryTable } from './DeliveryTable.tsx'
import { mostShown, openDeliveriesQuery } from './queries.ts'
import { needsPerson } from './settle-delivery.ts'
import classes from './deliveries.module.css'

/** Everything in scope that a person has to see to, and what has not left yet: the oldest first. */
export function DeliveriesPage() {
  const { t } = useTranslation()
  const [organisationId, setOrganisationId] = useState<string | null>(null)
  const query = useQuery(openDeliveriesQuery(organisationId ?? undefined))
  const { options, nameOf } = useOrganisations()
  usePageTitle(t('deliveries.pageTitle'))
  const all = query.data?.deliveries
  const byOrganisation = [...Map.groupBy(all ?? [], (delivery) => delivery.organisationId)]
  const groupsOf = (deliveries: NonNullable<typeof all>) =>
    [
      { title: t('deliveries.needTitle'), deliveries: deliveries.filter(needsPerson) },
      { title: t('deliveries.waitTitle'), deliveries: deliveries.filter((one) => !needsPerson(one)) },
    ].filter((group) => group.deliveries.length > 0)
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <h1>{t('deliveries.pageTitle')}</h1>
        {options.length > 1 && (
          <Select
            size="xs"
            clearable
            searchable
            aria-label={t('deliveries.book.organisation')}
            placeholder={t('deliveries.book.organisation')}
            data={options}
            value={organisationId}
            onChange={setOrganisationId}
          />
        )}
      </div>
      {query.isError && !all && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {all?.length === 0 && <p>{t('deliveries.pageNone')}</p>}
      {byOrganisation.map(([id, deliveries]) => (
        <section key={id} className={classes['group']}>
          {byOrganisation.length > 1 && <h2>{nameOf(id)}</h2>}
          {groupsOf(deliveries).map((group) => (
            <section key={group.title}>
              <h3>{`${group.title} · ${group.deliveries.length}`}</h3>
              <DeliveryTable
                label={byOrganisation.length > 1 ? `${nameOf(id)}: ${group.title}` : group.title}
                deliveries={group.deliveries}
                empty=""
                hasPerson
              />
            </section>
          ))}
        </section>
      ))}
      {all?.length === mostShown && <p>{t('deliveries.more', { count: mostShown })}</p>}
    </div>
  )
}
