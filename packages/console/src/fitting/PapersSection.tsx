import { type AttendantCapacity, attendantCapacities, memoOutcomes } from '@bilezik/domain'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Fitting } from './fitting-query.ts'
import classes from './fitting.module.css'
import { type FittingWork } from './use-fitting-draft.ts'

interface SectionProps {
  readonly fitting: Fitting
  readonly work: FittingWork
}

/** Today in Kazakhstan, by this device's clock. */
const today = () => new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10)

const capacityOf = (text: string | undefined): AttendantCapacity =>
  attendantCapacities.find((one) => one === text) ?? 'legal-representative'

/** The act of receiving and transmitting, and the memo explained. Once both are recorded: what comes next. */
export function PapersSection({ fitting, work }: SectionProps) {
  const { t } = useTranslation()
  const [isAgain, setIsAgain] = useState(false)
  const { act, memo } = fitting
  const isQueued = work.draft.queue.some((one) => one.kind === 'records' && one.records.some(({ kind }) => kind === 'act'))
  if (isQueued) return null
  if (isAgain || !act || !memo) return <PapersForm fitting={fitting} work={work} onSaved={() => setIsAgain(false)} />
  const isReady = fitting.state === 'fitted' && fitting.blockedBy.length === 0
  return (
    <section>
      <h2>{t('fitting.papers')}</h2>
      <p role="status">
        {t('fitting.actThere', { number: act.number })}{' '}
        {t('fitting.memoThere', { outcome: t(`fitting.memoOutcome.${memo.outcome}`) })}
      </p>
      {isReady && <p>{t('fitting.ready')}</p>}
      {fitting.state === 'fitted' && !isReady && <p className={classes['wanting']}>{t('fitting.notReady')}</p>}
      <Button variant="default" onClick={() => setIsAgain(true)}>
        {t('fitting.enterAgain')}
      </Button>
    </section>
  )
}

/** Who stood by is asked where somebody has to. */
function PapersForm({ fitting, work, onSaved }: SectionProps & { readonly onSaved: () => void }) {
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
    onSaved()
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
