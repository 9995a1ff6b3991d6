import { type TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { importHeadings } from '@bilezik/contract'
import { type Answer } from '../api/client.ts'
import { decimal } from '../format/number.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import classes from './equipment.module.css'

export type DryRun = Answer<'importEquipment'>
type Row = DryRun['rows'][number]

/** So many rows of one kind are looked at; the rest is counted. */
const mostShown = 100
/** What has to be mended is read first. */
const outcomes = ['wrong', 'add', 'present'] as const

function useColumns(outcome: Row['outcome']): readonly Column<Row>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const problemText = ({ column, problem, value }: Row['problems'][number], words: TFunction) =>
    [
      `${importHeadings[language][column]}: ${words(`equipment.rowProblem.${problem}`)}`,
      value !== '' && words('equipment.rowValue', { value }),
    ]
      .filter(Boolean)
      .join(' ')
  const columns: Column<Row>[] = [
    { title: t('equipment.fileLine'), isNumeric: true, cell: ({ line }) => decimal(line, language) },
    { title: t('admin.identifier'), cell: ({ identifier }) => <span className={classes['identifier']}>{identifier}</span> },
    { title: t('admin.model'), cell: ({ model }) => model },
  ]
  if (outcome === 'wrong') {
    columns.push({
      title: t('equipment.why'),
      cell: ({ problems }) => problems.map((one) => <div key={`${one.column} ${one.problem}`}>{problemText(one, t)}</div>),
    })
  }
  if (outcome === 'add') {
    columns.push({
      title: t('equipment.class'),
      cell: ({ equipmentClass }) => (equipmentClass === null ? t('equipment.noClass') : t(`equipmentClass.${equipmentClass}`)),
    })
  }
  return columns
}

interface GroupProps {
  readonly outcome: Row['outcome']
  readonly rows: readonly Row[]
  readonly isTaken: boolean
}

function Group({ outcome, rows, isTaken }: GroupProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const columns = useColumns(outcome)
  const title = `${t(`equipment.outcome.${isTaken && outcome === 'add' ? 'added' : outcome}`)} · ${decimal(rows.length, language)}`
  return (
    <section data-outcome={outcome}>
      <h2>{title}</h2>
      <DataTable label={title} columns={columns} rows={rows.slice(0, mostShown)} keyOf={({ line }) => String(line)} empty="" />
      {rows.length > mostShown && (
        <p className={classes['rest']}>{t('equipment.restRows', { count: rows.length - mostShown })}</p>
      )}
    </section>
  )
}

/** Row by row what a file would do, or did. */
export function ImportRows({ rows, isTaken }: Pick<DryRun, 'rows' | 'isTaken'>) {
  const groups = Map.groupBy(rows, ({ outcome }) => outcome)
  return outcomes.map((outcome) => {
    const group = groups.get(outcome)
    return group && <Group key={outcome} outcome={outcome} rows={group} isTaken={isTaken} />
  })
}
