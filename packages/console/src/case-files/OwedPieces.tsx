import { useTranslation } from 'react-i18next'
import { type CaseFile } from '../api/queries.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { Mark, Source } from './Findings.tsx'
import classes from './case-files.module.css'
import { wordOf } from './finding-text.ts'

type Owed = CaseFile['owed'][number]

/** What is missing or wanting in the package, who owes it, and whether the decision can be adopted without it. */
export function OwedPieces({ owed }: { readonly owed: readonly Owed[] }) {
  const { t } = useTranslation()
  const fieldsOf = ({ fields }: Owed) =>
    fields.length === 0 ? '' : ` (${fields.map((field) => wordOf('field', field, t)).join(t('app.listSeparator'))})`
  const columns: Column<Owed>[] = [
    { title: t('caseFile.pieceTitle'), cell: ({ piece }) => wordOf('piece', piece, t) },
    { title: t('caseFile.problemTitle'), cell: (one) => `${wordOf('problem', one.code, t)}${fieldsOf(one)}` },
    { title: t('caseFile.owedByTitle'), cell: ({ owedBy }) => wordOf('owedBy', owedBy, t) },
    {
      title: t('caseFile.consequenceTitle'),
      cell: ({ blocksAdoption }) =>
        blocksAdoption ? (
          <b>
            <Mark isBlocking />
            {t('caseFile.blocksAdoption')}
          </b>
        ) : (
          t('caseFile.isClaimed')
        ),
    },
    { title: t('caseFile.sourceTitle'), cell: (one) => <Source {...one} /> },
  ]
  return (
    <section>
      <h2>{t('caseFile.owedTitle')}</h2>
      {owed.length === 0 ? (
        <p className={classes['hint']}>{t('caseFile.nothingOwed')}</p>
      ) : (
        <DataTable
          label={t('caseFile.owedTitle')}
          columns={columns}
          rows={owed}
          keyOf={({ piece }) => piece}
          empty={t('caseFile.nothingOwed')}
        />
      )}
    </section>
  )
}
