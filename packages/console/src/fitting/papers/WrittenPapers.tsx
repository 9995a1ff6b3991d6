import { type AttendantCapacity, memoOutcomes } from '@bilezik/domain'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { type Fitting } from '../fitting-query.ts'
import classes from '../fitting.module.css'
import { type FittingWork } from '../use-fitting-draft.ts'

interface WrittenPapersProps {
  readonly fitting: Fitting
  readonly work: FittingWork
  readonly attendants: readonly { readonly role: AttendantCapacity; readonly name: string }[]
  readonly onSaved: () => void
}

/** Today in Kazakhstan, by this device's clock. */
const today = () => new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10)

/** Papers written by hand, where there was no connection to draw them up with: what they say is typed. */
export function WrittenPapers({ fitting, work, attendants, onSaved }: WrittenPapersProps) {
  const { t } = useTranslation()
  const { fields } = work.draft
  const outcome = memoOutcomes.find((one) => one === fields['outcome']) ?? 'signed'
  const isAlone = fitting.isMinor === true && attendants.length === 0
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (isAlone) return
    const records = [
      { kind: 'act' as const, number: (fields['actNumber'] ?? '').trim(), signedOn: today() },
      {
        kind: 'memo' as const,
        outcome,
        explainedOn: today(),
        attendants: attendants.map(({ role, name }) => ({ capacity: role, name })),
      },
    ]
    work.enqueue({ id: crypto.randomUUID(), kind: 'records', records }, ['actNumber', 'outcome', 'present'])
    onSaved()
  }
  return (
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
      {isAlone && <p className={classes['wanting']}>{t('fitting.minor')}</p>}
      <Button type="submit">{t('fitting.save')}</Button>
    </form>
  )
}
