import { useTranslation } from 'react-i18next'
import { useOrganisations } from '../administration/use-organisations.ts'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { ConditionMark } from './ConditionMark.tsx'
import { Wearer } from './Wearer.tsx'
import classes from './equipment.module.css'
import { type ItemDetail } from './queries.ts'

type Move = ItemDetail['moves'][number]

/** Who handed it over, or took it over: a person's kit stands where a holder would. */
function Hand({ move, side }: { readonly move: Move; readonly side: 'from' | 'to' }) {
  const { t } = useTranslation()
  const { kind, person, fromHolder, toHolder } = move
  if (person && kind === (side === 'from' ? 'returned' : 'issued')) return <Wearer {...person} />
  if (side === 'from') return kind === 'received' ? null : (fromHolder ?? t('equipment.unsaid'))
  return toHolder ?? t('equipment.unsaid')
}

/** Why, by which act, and into whose stock: what stands beside a link. */
function Because({ move, before }: { readonly move: Move; readonly before: Move | undefined }) {
  const { t } = useTranslation()
  const { nameOf } = useOrganisations()
  const isElsewhere = before !== undefined && before.organisationId !== move.organisationId
  return (
    <>
      {isElsewhere && (
        <div>{t('equipment.intoStock', { organisation: nameOf(move.organisationId) || t('equipment.elsewhere') })}</div>
      )}
      {move.document !== null && <div>{t('equipment.byAct', { number: move.document })}</div>}
      {move.note !== '' && <div className={classes['note']}>{move.note}</div>}
    </>
  )
}

/** The chain of custody, the latest link first. */
export function CustodyChain({ moves }: { readonly moves: readonly Move[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const before = new Map(moves.map((move, i) => [move.sequence, moves[i + 1]]))
  const columns: Column<Move>[] = [
    { title: t('log.at'), cell: ({ at }) => dateAndTime(Date.parse(at), language) },
    { title: t('equipment.what'), cell: ({ kind }) => t(`equipment.move.${kind}`) },
    { title: t('equipment.fromWhom'), cell: (move) => <Hand move={move} side="from" /> },
    { title: t('equipment.toWhom'), cell: (move) => <Hand move={move} side="to" /> },
    { title: t('equipment.conditionAfter'), cell: ({ condition }) => <ConditionMark condition={condition} /> },
    { title: t('equipment.because'), cell: (move) => <Because move={move} before={before.get(move.sequence)} /> },
    { title: t('equipment.recordedBy'), cell: ({ byName }) => byName ?? t('app.system') },
  ]
  return (
    <section>
      <h2>{t('equipment.chain')}</h2>
      <DataTable
        label={t('equipment.chain')}
        columns={columns}
        rows={moves}
        keyOf={({ sequence }) => String(sequence)}
        empty={t('equipment.noChain')}
      />
    </section>
  )
}
