import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ListPage } from '../administration/ListPage.tsx'
import { type Answer } from '../api/client.ts'
import { caseFilesQuery } from '../api/queries.ts'
import { useNow } from '../feed/live.ts'
import { moment } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { useCan } from '../session/use-session.ts'
import { type Column } from '../parts/DataTable.tsx'

type Line = Answer<'listCaseFiles'>['caseFiles'][number]

/** Every order's file from the receipt of its package on, the latest first. */
export function CaseFilesPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(60_000)
  const query = useQuery(caseFilesQuery)
  const canOpen = useCan('order:prepare')
  const columns: Column<Line>[] = [
    {
      title: t('caseFile.person'),
      cell: ({ id, personName }) => (
        <Link to="/case-files/$orderId" params={{ orderId: id }}>
          {personName}
        </Link>
      ),
    },
    { title: t('caseFile.state'), cell: ({ state }) => t(`caseFile.states.${state}`) },
    { title: t('caseFile.since'), cell: ({ since }) => moment(Date.parse(since), now, language) },
  ]
  return (
    <ListPage
      title={t('caseFile.title')}
      query={query}
      rows={query.data?.caseFiles}
      columns={columns}
      keyOf={({ id }) => id}
      wordsOf={({ personName, state }) => [personName, t(`caseFile.states.${state}`)]}
      empty={t('caseFile.empty')}
    >
      {canOpen && (
        <Button component={Link} to="/case-files/new" size="compact-sm">
          {t('intake.open')}
        </Button>
      )}
    </ListPage>
  )
}
