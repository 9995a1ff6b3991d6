import { Button, TextInput, Textarea } from '@mantine/core'
import { type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { type Fitting } from './fitting-query.ts'
import classes from './fitting.module.css'
import { type FittingWork } from './use-fitting-draft.ts'

interface SectionProps {
  readonly fitting: Fitting
  readonly work: FittingWork
}

const concealmentFields = ['measures', 'placesVisited', 'waysOfMoving', 'health', 'maritalStatus', 'lifestyle'] as const

/** 1369 §13: without it there is no fitting. */
export function ConcealmentSection({ work }: SectionProps) {
  const { t } = useTranslation()
  const { fields } = work.draft
  const textOf = (name: (typeof concealmentFields)[number]) => (fields[name] ?? '').trim()
  const save = (event: FormEvent) => {
    event.preventDefault()
    const [measures, placesVisited, waysOfMoving, health, maritalStatus, lifestyle] = concealmentFields.map(textOf) as [
      string,
      string,
      string,
      string,
      string,
      string,
    ]
    const record = { kind: 'concealment', measures, placesVisited, waysOfMoving, health, maritalStatus, lifestyle } as const
    work.enqueue({ id: crypto.randomUUID(), kind: 'records', records: [record] }, concealmentFields)
  }
  return (
    <section>
      <h2>{t('fitting.concealment')}</h2>
      <form onSubmit={save} className={classes['fields']}>
        {concealmentFields.map((name) => (
          <Textarea
            key={name}
            label={t(`fitting.concealmentField.${name}`)}
            autosize
            maxLength={1_000}
            required
            withAsterisk={false}
            value={fields[name] ?? ''}
            onChange={(event) => work.write(name, event.currentTarget.value)}
          />
        ))}
        <Button type="submit">{t('fitting.save')}</Button>
      </form>
    </section>
  )
}

/** From here on the kit is collected from. */
export function FitSection({ fitting, work }: SectionProps) {
  const { t } = useTranslation()
  const place = work.draft.fields['place'] ?? fitting.residence?.address ?? ''
  const fit = (event: FormEvent) => {
    event.preventDefault()
    work.enqueue({ id: crypto.randomUUID(), kind: 'fit', place: place.trim() }, ['place'])
  }
  return (
    <section>
      <h2>{t('fitting.fit')}</h2>
      <p className={classes['hint']}>{t('fitting.fitHint')}</p>
      <form onSubmit={fit} className={classes['fields']}>
        <TextInput
          label={t('fitting.place')}
          maxLength={1_000}
          required
          withAsterisk={false}
          value={place}
          onChange={(event) => work.write('place', event.currentTarget.value)}
        />
        <Button type="submit">{t('fitting.fit')}</Button>
      </form>
    </section>
  )
}
