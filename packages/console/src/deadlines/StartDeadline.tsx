import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../api/client.ts'
import { ChangeForm } from '../changes/ChangeForm.tsx'
import { fieldsOf } from '../changes/fields.ts'
import { type FormSpec } from '../changes/form-spec.ts'
import { choiceOf, textOf, textOrNull } from '../changes/values.ts'
import { shortCitation } from '@bilezik/domain'
import { useLanguage } from '../i18n/use-language.ts'
import { deadlineStartsQuery } from './queries.ts'
import classes from './deadlines.module.css'

/** What only people can tell of; the file itself starts the rest. */
const toldByHand = [
  'information-received',
  'signal-received',
  'malfunction-found',
  'contraindication-known',
  'released',
  'arrived',
  'appeared',
  'right-to-early-release-arisen',
  'petition-received',
  'missed-appearance',
  'minor-recorded',
  'threat-known',
  'minor-found',
  'work-lost',
  'foreigner-arrived',
  'release-papers-received',
] as const

/** An event that no part of the system sees, with what it makes due: chosen among those that mean anything on this order. */
export function StartDeadline({ orderId }: { readonly orderId: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [isOpen, setIsOpen] = useState(false)
  const { data } = useQuery(deadlineStartsQuery(orderId))
  const starts = data?.starts ?? []
  const events = toldByHand.filter((event) => starts.some((start) => start.event === event))
  if (events.length === 0) return null
  const { text, date, long, choice } = fieldsOf({ t })
  const opened = ({ rule, citation }: (typeof starts)[number]['opens'][number]) =>
    citation === null ? t(`deadlines.rule.${rule}`) : `${t(`deadlines.rule.${rule}`)}, ${shortCitation(citation, language)}`
  const choices = events.map((event) => {
    const opens = starts.find((start) => start.event === event)?.opens ?? []
    return { value: event, label: `${t(`deadlines.event.${event}`)}: ${opens.map(opened).join('; ')}` }
  })
  const spec: FormSpec = {
    title: t('deadlines.startTitle'),
    reread: t('deadlines.startHint'),
    permission: 'deadline:work',
    fields: [
      choice('event', t('deadlines.startEvent'), choices),
      date('on', t('deadlines.startOn')),
      text('hour', t('deadlines.startHour'), { isOptional: true, hint: '14:30' }),
      long('note', t('deadlines.startNote')),
    ],
    initial: {},
    refreshes: ['deadlines'],
    send: (values) =>
      call('startDeadlines', {
        params: { orderId },
        body: {
          event: choiceOf(values, 'event', events),
          on: textOf(values, 'on'),
          hour: textOrNull(values, 'hour'),
          note: textOf(values, 'note'),
        },
      }),
  }
  return (
    <div className={classes['start']}>
      <Button size="compact-sm" variant="default" onClick={() => setIsOpen(true)}>
        {t('deadlines.start')}
      </Button>
      {isOpen && <ChangeForm spec={spec} onClose={() => setIsOpen(false)} />}
    </div>
  )
}
