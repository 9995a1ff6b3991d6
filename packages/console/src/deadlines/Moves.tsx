import { Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../api/client.ts'
import { useNow } from '../feed/live.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { FormProblem } from '../parts/FormProblem.tsx'
import { ReasonedButton } from '../parts/ReasonedButton.tsx'
import { useCan } from '../session/use-session.ts'
import { dueText } from './due-text.ts'
import { movesQuery } from './queries.ts'
import classes from './deadlines.module.css'

type Move = Answer<'listDeadlineMoves'>['moves'][number]

/** Everything that a corrected calendar proposes, decided by the head one by one or several at once. */
export function Moves() {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(60_000)
  const mayDecide = useCan('deadline:decide')
  const { data } = useQuery(movesQuery)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const moves = data?.moves ?? []
  if (moves.length === 0) return null
  const standing = moves.filter(({ id }) => chosen.has(id))
  const choose = (ids: readonly string[], isChosen: boolean) =>
    setChosen((before) => new Set([...before].filter((id) => !ids.includes(id)).concat(isChosen ? ids : [])))
  const columns: Column<Move>[] = [
    ...(mayDecide
      ? [
          {
            title: t('deadlines.choose'),
            cell: ({ id, deadline }: Move) => (
              <Checkbox
                size="xs"
                aria-label={`${t('deadlines.choose')}: ${deadline.person.name}, ${t(`deadlines.rule.${deadline.rule}`)}`}
                checked={chosen.has(id)}
                onChange={(event) => choose([id], event.currentTarget.checked)}
              />
            ),
          },
        ]
      : []),
    { title: t('deadlines.what'), cell: ({ deadline }) => t(`deadlines.rule.${deadline.rule}`) },
    {
      title: t('deadlines.person'),
      cell: ({ deadline }) => (
        <Link to="/case-files/$orderId" params={{ orderId: deadline.orderId }}>
          {deadline.person.name}
        </Link>
      ),
    },
    { title: t('deadlines.moveFrom'), cell: ({ wasDueAt }) => dueText(wasDueAt, now, language, t) },
    { title: t('deadlines.moveTo'), cell: ({ proposedDueAt }) => dueText(proposedDueAt, now, language, t) },
    { title: t('deadlines.decree'), cell: ({ decree }) => decree },
  ]
  return (
    <section>
      <h2>{`${t('deadlines.moves')} · ${moves.length}`}</h2>
      {mayDecide && <p className={classes['hint']}>{t('deadlines.movesHint')}</p>}
      {mayDecide && (
        <Checkbox
          size="xs"
          mb={8}
          label={t('deadlines.chooseAll')}
          checked={standing.length === moves.length}
          indeterminate={standing.length > 0 && standing.length < moves.length}
          onChange={(event) =>
            choose(
              moves.map(({ id }) => id),
              event.currentTarget.checked,
            )
          }
        />
      )}
      <DataTable label={t('deadlines.moves')} columns={columns} rows={moves} keyOf={({ id }) => id} empty="" />
      {mayDecide && <Decide ids={standing.map(({ id }) => id)} />}
    </section>
  )
}

/** One after the other: each is a decision of its own, and what was decided before a failure stays. */
function Decide({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [note, setNote] = useState('')
  const decide = useMutation({
    mutationFn: async (name: 'takeDeadlineMove' | 'refuseDeadlineMove') => {
      for (const moveId of ids) await call(name, { params: { moveId }, body: { note: note.trim() } })
    },
    onSuccess: () => setNote(''),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['deadlines'] }),
  })
  const whyNot = ids.length === 0 ? t('deadlines.noneChosen') : null
  return (
    <>
      <div className={classes['decide']}>
        <TextInput
          size="xs"
          label={t('deadlines.moveNote')}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <ReasonedButton size="xs" whyNot={whyNot} loading={decide.isPending} onClick={() => decide.mutate('takeDeadlineMove')}>
          {t('deadlines.takeChosen', { count: ids.length })}
        </ReasonedButton>
        <ReasonedButton
          size="xs"
          variant="default"
          whyNot={whyNot}
          loading={decide.isPending}
          onClick={() => decide.mutate('refuseDeadlineMove')}
        >
          {t('deadlines.refuseChosen', { count: ids.length })}
        </ReasonedButton>
      </div>
      <FormProblem error={decide.error} />
    </>
  )
}
