import { type AttendantCapacity, attendantCapacities, memoOutcomes } from '@bilezik/domain'
import { Button, NativeSelect, TextInput, Textarea } from '@mantine/core'
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

/** Today in Kazakhstan, by this device's clock. */
const today = () => new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10)

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

const capacityOf = (text: string | undefined): AttendantCapacity =>
  attendantCapacities.find((one) => one === text) ?? 'legal-representative'

/** The act of receiving and transmitting, and the memo explained; who stood by, where somebody has to. */
export function PapersSection({ fitting, work }: SectionProps) {
  const { t } = useTranslation()
  const { fields } = work.draft
  const outcome = memoOutcomes.find((one) => one === fields['outcome']) ?? 'signed'
  const attendant = (fields['attendant'] ?? '').trim()
  const save = (event: FormEvent) => {
    event.preventDefault()
    const attendants = attendant === '' ? [] : [{ name: attendant, capacity: capacityOf(fields['capacity']) }]
    const records = [
      { kind: 'act' as const, number: (fields['actNumber'] ?? '').trim(), signedOn: today() },
      { kind: 'memo' as const, outcome, explainedOn: today(), attendants },
    ]
    work.enqueue({ id: crypto.randomUUID(), kind: 'records', records }, ['actNumber', 'outcome', 'attendant', 'capacity'])
  }
  return (
    <section>
      <h2>{t('fitting.papers')}</h2>
      {fitting.act && <p role="status">{t('fitting.actThere', { number: fitting.act.number })}</p>}
      {fitting.isMinor === true && <p className={classes['wanting']}>{t('fitting.minor')}</p>}
      <form onSubmit={save} className={classes['fields']}>
        <TextInput
          label={t('fitting.actNumber')}
          maxLength={100}
          required
          withAsterisk={false}
          value={fields['actNumber'] ?? ''}
          onChange={(event) => work.write('actNumber', event.currentTarget.value)}
        />
        <NativeSelect
          label={t('fitting.memo')}
          data={memoOutcomes.map((one) => ({ value: one, label: t(`fitting.memoOutcome.${one}`) }))}
          value={outcome}
          onChange={(event) => work.write('outcome', event.currentTarget.value)}
        />
        <TextInput
          label={t('fitting.attendant')}
          maxLength={100}
          value={fields['attendant'] ?? ''}
          onChange={(event) => work.write('attendant', event.currentTarget.value)}
        />
        <NativeSelect
          label={t('fitting.capacityLabel')}
          data={attendantCapacities.map((one) => ({ value: one, label: t(`fitting.capacity.${one}`) }))}
          value={capacityOf(fields['capacity'])}
          onChange={(event) => work.write('capacity', event.currentTarget.value)}
        />
        <Button type="submit">{t('fitting.save')}</Button>
      </form>
    </section>
  )
}
