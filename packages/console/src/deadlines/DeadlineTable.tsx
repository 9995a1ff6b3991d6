import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '../feed/live.ts'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Citation } from '../parts/Citation.tsx'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { useCan } from '../session/use-session.ts'
import { MeetDialog } from './MeetDialog.tsx'
import { MoveProposal } from './MoveProposal.tsx'
import { TakeBackDialog } from './TakeBackDialog.tsx'
import { dueText, remainingText } from './due-text.ts'
import { type Deadline } from './queries.ts'
import classes from './deadlines.module.css'

interface DeadlineTableProps {
  readonly label: string
  readonly deadlines: readonly Deadline[] | undefined
  /** Left out where it is the same in every line: on the page of one order. */
  readonly hasPerson: boolean
}

/** The end of a term comes by itself: nobody meets it, and an act alone moves it. */
const isWorkedOn = ({ rule, state }: Deadline) => rule !== 'term-end' && (state === 'pending' || state === 'missed')

/** What is due, by when, how long is left, who owes it and on which basis. */
export function DeadlineTable({ label, deadlines, hasPerson }: DeadlineTableProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(60_000)
  const mayWork = useCan('deadline:work')
  const mayDecide = useCan('deadline:decide')
  const [met, setMet] = useState<Deadline | null>(null)
  const [takenBack, setTakenBack] = useState<Deadline | null>(null)
  const person: Column<Deadline> = {
    title: t('deadlines.person'),
    cell: ({ orderId, person: { name } }) => (
      <Link to="/case-files/$orderId" params={{ orderId }}>
        {name}
      </Link>
    ),
  }
  const columns: Column<Deadline>[] = [
    {
      title: t('deadlines.due'),
      cell: (deadline) => (
        <span className={classes['due']} data-urgency={deadline.urgency}>
          <span>{deadline.isAtOnce ? t('deadlines.atOnce') : dueText(deadline.dueAt, now, language, t)}</span>
          <span className={classes['remaining']}>{remainingText(deadline, now, language, t)}</span>
        </span>
      ),
    },
    { title: t('deadlines.what'), cell: (deadline) => <What deadline={deadline} /> },
    ...(hasPerson ? [person] : []),
    { title: t('deadlines.owedBy'), cell: ({ owedBy }) => t(`deadlines.owner.${owedBy}`) },
    {
      title: t('deadlines.basis'),
      cell: ({ citation }) => (citation === null ? t('deadlines.policy') : <Citation code={citation} />),
    },
    {
      title: t('deadlines.state'),
      cell: ({ state, metAt }) =>
        metAt === null
          ? t(`deadlines.states.${state}`)
          : t('deadlines.metAt', { state: t(`deadlines.states.${state}`), time: dateAndTime(Date.parse(metAt), language) }),
    },
    {
      title: '',
      cell: (deadline) =>
        isWorkedOn(deadline) && (
          <span className={classes['actions']}>
            {mayWork && (
              <Button size="compact-xs" variant="default" onClick={() => setMet(deadline)}>
                {t('deadlines.meet')}
              </Button>
            )}
            {mayDecide && (
              <Button size="compact-xs" variant="subtle" onClick={() => setTakenBack(deadline)}>
                {t('deadlines.takeBack')}
              </Button>
            )}
          </span>
        ),
    },
  ]
  return (
    <>
      <DataTable label={label} columns={columns} rows={deadlines} keyOf={({ id }) => id} empty={t('deadlines.empty')} />
      {takenBack && <TakeBackDialog deadline={takenBack} onClose={() => setTakenBack(null)} />}
      {met && <MeetDialog deadline={met} onClose={() => setMet(null)} />}
    </>
  )
}

function What({ deadline }: { readonly deadline: Deadline }) {
  const { t } = useTranslation()
  return (
    <>
      {t(`deadlines.rule.${deadline.rule}`)}
      {deadline.assumptions.includes('hour-unknown') && <div className={classes['hint']}>{t('deadlines.hourUnknown')}</div>}
      {deadline.assumptions.includes('calendar-unknown') && (
        <div className={classes['hint']}>{t('deadlines.calendarUnknown')}</div>
      )}
      {deadline.move && <MoveProposal move={deadline.move} />}
    </>
  )
}
