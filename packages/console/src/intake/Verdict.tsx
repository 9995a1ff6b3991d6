import { type CaseRecord } from '@bilezik/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../api/client.ts'
import { Failure } from '../app/Failure.tsx'
import { Findings, Mark, Source } from '../case-files/Findings.tsx'
import { wordOf } from '../case-files/finding-text.ts'
import { age } from '../format/duration.ts'
import { useNow } from '../feed/live.ts'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Citation } from '../parts/Citation.tsx'
import { impossibleText, sectionText } from './intake-text.ts'
import { type SectionKey } from './record-sections.ts'
import { useSettled } from './use-settled.ts'
import classes from './intake.module.css'

type Judged = Answer<'judgeDraft'>

interface VerdictProps {
  readonly birthOn: string | null
  readonly records: readonly CaseRecord[]
}

const keyOf = (record: CaseRecord): SectionKey =>
  record.kind === 'piece' ? `piece:${record.piece}` : (record.kind as Exclude<SectionKey, `piece:${string}`>)

/** What the law says of the package as it lies here: missing and owed by whom, blocked, late. The server judges; nothing is stored. */
export function Verdict({ birthOn, records }: VerdictProps) {
  const { t } = useTranslation()
  const body = useSettled({ birthOn, records: [...records] })
  const query = useQuery({
    queryKey: ['draft', body],
    queryFn: ({ signal }) => call('judgeDraft', { body, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
  })
  const judged = query.data
  return (
    <aside className={classes['verdict']} aria-label={t('intake.verdict')} aria-busy={query.isFetching}>
      <h2>{t('intake.verdict')}</h2>
      {query.isError && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {judged && (
        <>
          {judged.control && (
            <p className={classes['hint']}>
              {t(`intake.controller.${judged.control.by}`)} <Citation code={judged.control.citation} />
            </p>
          )}
          {judged.isMinor && <p className={classes['note']}>{t('intake.isMinor')}</p>}
          <Impossible impossible={judged.impossible} records={body.records} />
          {judged.blocks.length > 0 && (
            <section>
              <h3>{t('caseFile.blocksTitle')}</h3>
              <Findings findings={judged.blocks} isBlocking />
            </section>
          )}
          <Owed owed={judged.owed} />
          {judged.warnings.length > 0 && (
            <section>
              <h3>{t('caseFile.warningsTitle')}</h3>
              <Findings findings={judged.warnings} />
            </section>
          )}
          <Clock sendings={judged.sendings} />
        </>
      )}
    </aside>
  )
}

function Impossible({
  impossible,
  records,
}: {
  readonly impossible: Judged['impossible']
  readonly records: readonly CaseRecord[]
}) {
  const { t } = useTranslation()
  if (impossible.length === 0) return null
  return (
    <section>
      <h3>{t('intake.impossibleTitle')}</h3>
      <ul className={classes['list']} role="alert">
        {impossible.map(({ index, problem, citation }) => {
          const record = records[index]
          return (
            <li key={index}>
              <Mark isBlocking />
              {record && `${sectionText(keyOf(record), t)}: `}
              {impossibleText(problem, t)} {citation !== null && <Citation code={citation} />}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** Each piece with who owes it; what blocks stands first. */
function Owed({ owed }: { readonly owed: Judged['owed'] }) {
  const { t } = useTranslation()
  const sorted = owed.toSorted((a, b) => Number(b.blocksAdoption) - Number(a.blocksAdoption))
  return (
    <section>
      <h3>{t('caseFile.owedTitle')}</h3>
      {owed.length === 0 && <p className={classes['hint']}>{t('caseFile.nothingOwed')}</p>}
      <ul className={classes['list']}>
        {sorted.map((one) => (
          <li key={`${one.piece} ${one.code}`}>
            <Mark isBlocking={one.blocksAdoption} />
            {wordOf('piece', one.piece, t)}: {wordOf('problem', one.code, t)}
            {one.fields.length > 0 && ` (${one.fields.map((field) => wordOf('field', field, t)).join(t('app.listSeparator'))})`}
            {', '}
            {t('intake.owedBy', { who: wordOf('owedBy', one.owedBy, t) })}
            {one.blocksAdoption && (
              <>
                {', '}
                <b>{t('caseFile.blocksAdoption')}</b>
              </>
            )}{' '}
            <Source {...one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The body's 24 hours, from the decision to the sending. */
function Clock({ sendings }: { readonly sendings: Judged['sendings'] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(60_000)
  const [first] = sendings
  if (!first) return null
  const dueMs = Date.parse(first.dueAt)
  const late = sendings.filter(({ lateMs }) => lateMs !== null)
  return (
    <section>
      <h3>{t('caseFile.sendingsTitle')}</h3>
      <p className={classes['hint']}>
        {t('intake.dueAt', { time: dateAndTime(dueMs, language) })}{' '}
        {now < dueMs ? t('intake.left', { time: age(dueMs - now, language) }) : t('intake.over')}
      </p>
      <ul className={classes['list']}>
        {late.map(({ piece, lateMs }) => (
          <li key={piece}>
            <Mark isBlocking={false} />
            {wordOf('piece', piece, t)}: {t('caseFile.late', { by: age(lateMs ?? 0, language) })}
          </li>
        ))}
      </ul>
    </section>
  )
}
