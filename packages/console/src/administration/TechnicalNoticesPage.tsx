import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Answer } from '../api/client.ts'
import { technicalNoticesQuery } from '../api/queries.ts'
import { useNow } from '../feed/live.ts'
import { moment } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Citation } from '../parts/Citation.tsx'
import { type Column } from '../parts/DataTable.tsx'
import { ListPage } from './ListPage.tsx'
import { noticeStateText } from './notice-state-text.ts'

type TechnicalNotice = Answer<'listTechnicalNotices'>['notices'][number]

/** What is due in writing to the body of each order that an outage of many touched: the most urgent first. */
export function TechnicalNoticesPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(60_000)
  const query = useQuery(technicalNoticesQuery)
  const at = (iso: string) => moment(Date.parse(iso), now, language)
  const columns: Column<TechnicalNotice>[] = [
    { title: t('notices.dueAt'), cell: ({ dueAt }) => at(dueAt) },
    {
      title: t('notices.state'),
      cell: (notice) => {
        const text = noticeStateText(notice, now, t)
        return text.isOverdue ? <b>{text.words}</b> : text.words
      },
    },
    { title: t('notices.body'), cell: ({ organisation }) => organisation.name[language] },
    { title: t('notices.order'), cell: ({ order }) => order.basisNumber },
    {
      title: t('notices.person'),
      cell: ({ person }) => (
        <Link to="/persons/$personId" params={{ personId: person.id }}>
          {person.name}
        </Link>
      ),
    },
    { title: t('notices.incident'), cell: ({ technicalIncidentNumber }) => technicalIncidentNumber, isNumeric: true },
    {
      title: t('notices.outage'),
      cell: ({ beganAt, endedAt }) =>
        endedAt === null ? t('notices.lasts', { from: at(beganAt) }) : `${at(beganAt)} – ${at(endedAt)}`,
    },
    { title: t('notices.knownAt'), cell: ({ knownAt }) => at(knownAt) },
    { title: t('notices.basis'), cell: ({ citation }) => <Citation code={citation} /> },
  ]
  return (
    <ListPage
      title={t('notices.title')}
      query={query}
      rows={query.data?.notices}
      columns={columns}
      keyOf={(notice) => notice.id}
      wordsOf={({ person, order, organisation }) => [person.name, order.basisNumber, organisation.name[language]]}
      empty={t('notices.empty')}
    />
  )
}
