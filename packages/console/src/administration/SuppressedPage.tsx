import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { suppressedSignalsQuery } from '../api/queries.ts'
import { exactly } from '../format/duration.ts'
import { clockWithSeconds, date } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column } from '../parts/DataTable.tsx'
import { ListPage } from './ListPage.tsx'
import { ReviewDialog } from './ReviewDialog.tsx'
import { type SuppressedSignal, suppressionText } from './suppression-text.ts'
import classes from './administration.module.css'

/** Signals of a strap that a machine took for a flicker, for the review of a head within the shift. */
export function SuppressedPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const query = useQuery(suppressedSignalsQuery)
  const [reviewed, setReviewed] = useState<SuppressedSignal | null>(null)
  const columns: Column<SuppressedSignal>[] = [
    { title: t('log.at'), cell: ({ from }) => `${date(Date.parse(from), language)}, ${clockWithSeconds(Date.parse(from))}` },
    {
      title: t('suppressed.person'),
      cell: ({ person }) => (
        <Link to="/persons/$personId" params={{ personId: person.id }}>
          {person.name}
        </Link>
      ),
    },
    { title: t('person.device'), cell: ({ identifier }) => <span className={classes['identifier']}>{identifier}</span> },
    { title: t('suppressed.signal'), cell: ({ signal }) => t(`suppressed.${signal}`) },
    { title: t('suppressed.reasons'), cell: (signal) => suppressionText(signal, t, language) },
    {
      title: t('suppressed.bound'),
      cell: ({ suppressedCount, policy }) =>
        t('suppressed.ofMost', {
          count: suppressedCount,
          most: policy.mostSuppressed,
          within: exactly(policy.suppressedWithinMs / 1_000, language),
        }),
    },
    {
      title: t('suppressed.review'),
      cell: (signal) =>
        signal.review ? (
          <span title={signal.review.note}>{`${t(`suppressed.${signal.review.finding}`)}, ${signal.review.byName}`}</span>
        ) : (
          <Button size="compact-xs" variant="default" onClick={() => setReviewed(signal)}>
            {t('suppressed.toReview')}
          </Button>
        ),
    },
  ]
  return (
    <>
      <ListPage
        title={t('suppressed.title')}
        query={query}
        rows={query.data?.signals}
        columns={columns}
        keyOf={(signal) => signal.id}
        wordsOf={(signal) => [signal.person.name, signal.identifier, signal.review?.byName ?? null]}
        empty={t('suppressed.empty')}
      />
      {reviewed && <ReviewDialog signal={reviewed} onClose={() => setReviewed(null)} />}
    </>
  )
}
