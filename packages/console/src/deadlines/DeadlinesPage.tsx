import { Select } from '@mantine/core'
import { deadlineUrgencies } from '@bilezik/contract'
import { deadlineOwners } from '@bilezik/domain'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useOrganisations } from '../administration/use-organisations.ts'
import { Failure } from '../app/Failure.tsx'
import { usePageTitle } from '../app/use-page-title.ts'
import { DeadlineTable } from './DeadlineTable.tsx'
import { Moves } from './Moves.tsx'
import { parseDeadlinesSearch } from './deadlines-search.ts'
import { deadlineFilters, deadlinesQuery } from './queries.ts'
import classes from './deadlines.module.css'

/** Everything due in scope: what was missed first, then by how soon. */
export function DeadlinesPage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/signed-in/deadlines' })
  const navigate = useNavigate({ from: '/deadlines' })
  const query = useQuery(deadlinesQuery(search))
  const { options } = useOrganisations()
  usePageTitle(t('deadlines.title'))
  const deadlines = query.data?.deadlines
  const set = (name: string, value: string | null) =>
    void navigate({ search: (now) => parseDeadlinesSearch({ ...now, [name]: value ?? undefined }), replace: true })
  return (
    <div className={classes['page']}>
      <div className={classes['head']}>
        <h1>{t('deadlines.title')}</h1>
        <Select
          size="xs"
          label={t('deadlines.filterState')}
          allowDeselect={false}
          data={deadlineFilters.map((value) => ({
            value,
            label: value === 'open' || value === 'all' ? t(`deadlines.${value}`) : t(`deadlines.states.${value}`),
          }))}
          value={search.state ?? 'open'}
          onChange={(value) => set('state', value === 'open' ? null : value)}
        />
        <Select
          size="xs"
          clearable
          label={t('deadlines.filterOwner')}
          placeholder={t('deadlines.all')}
          data={deadlineOwners.map((value) => ({ value, label: t(`deadlines.owner.${value}`) }))}
          value={search.owner ?? null}
          onChange={(value) => set('owner', value)}
        />
        <Select
          size="xs"
          clearable
          searchable
          label={t('deadlines.organisation')}
          placeholder={t('deadlines.all')}
          data={options}
          value={search.organisation ?? null}
          onChange={(value) => set('organisation', value)}
        />
      </div>
      {query.isError && !deadlines && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      <Moves />
      {deadlines?.length === 0 && <p>{t('deadlines.empty')}</p>}
      {deadlineUrgencies.map((urgency) => {
        const group = deadlines?.filter((deadline) => deadline.urgency === urgency) ?? []
        if (group.length === 0) return null
        return (
          <section key={urgency}>
            <h2>{`${t(`deadlines.urgency.${urgency}`)} · ${group.length}`}</h2>
            <DeadlineTable label={t(`deadlines.urgency.${urgency}`)} deadlines={group} hasPerson />
          </section>
        )
      })}
      {query.data?.hasMore && <p>{t('deadlines.more', { count: query.data.deadlines.length })}</p>}
    </div>
  )
}
