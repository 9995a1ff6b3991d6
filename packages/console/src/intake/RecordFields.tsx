import { type Language, attendantCapacities } from '@bilezik/domain'
import { Button, Checkbox, NativeSelect, TextInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { dateAndTime, dateOn } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { instantOfLocal } from '../permits/permit-draft.ts'
import { ResidencePlace } from './ResidencePlace.tsx'
import { choiceText, fieldText } from './intake-text.ts'
import { type AttendantDraft, type Field, type SectionKey, type Value, type Values, fieldsOf } from './record-sections.ts'
import classes from './intake.module.css'

interface RecordFieldsProps {
  readonly section: SectionKey
  readonly values: Values
  /** Names of the fields that keep it from being a record; empty while nobody has tried. */
  readonly faults: readonly string[]
  readonly onChange: (part: Values) => void
}

/** The fields of one kind of record: those of the intake, and of a correction on the file. */
export function RecordFields({ section, values, faults, onChange }: RecordFieldsProps) {
  return (
    <div className={classes['fields']}>
      {fieldsOf(section)
        .filter(({ isShown }) => isShown === undefined || isShown(values))
        .map((field) => (
          <RecordField
            key={field.name}
            section={section}
            field={field}
            values={values}
            isFaulty={faults.includes(field.name)}
            onChange={onChange}
          />
        ))}
    </div>
  )
}

interface RecordFieldProps extends Omit<RecordFieldsProps, 'faults'> {
  readonly field: Field
  readonly isFaulty: boolean
}

const inputTypes = { text: 'text', date: 'date', hour: 'time', moment: 'datetime-local' } as const
/** A browser of another language puts the month first, or counts to twelve: in words there is no mistaking it. */
function timeInWords(kind: 'date' | 'hour' | 'moment', typed: string, language: Language): string {
  if (kind === 'hour') return typed
  if (kind === 'date') return dateOn(typed, language)
  const at = instantOfLocal(typed)
  return at === undefined ? '' : dateAndTime(at, language)
}

const mostOf = { text: 200, area: 1_000, lines: 2_000 } as const

function RecordField({ section, field, values, isFaulty, onChange }: RecordFieldProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { name, kind } = field
  const value: Value = values[name] ?? ''
  const typed = typeof value === 'string' ? value : ''
  const set = (next: Value) => onChange({ [name]: next })
  const label = fieldText(section, name, t)
  const common = {
    label,
    name: `${section}.${name}`,
    error: isFaulty ? t('intake.fault') : null,
    withAsterisk: field.isOptional !== true,
    autoComplete: 'off',
  }
  switch (kind) {
    case 'text':
    case 'date':
    case 'hour':
    case 'moment':
      return (
        <TextInput
          {...common}
          type={inputTypes[kind]}
          {...(typed !== '' && kind !== 'text' && { description: timeInWords(kind, typed, language) })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...(kind === 'text' && { maxLength: mostOf.text })}
          value={typed}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )
    case 'area':
    case 'lines':
      return (
        <Textarea
          {...common}
          className={classes['wide']}
          autosize
          minRows={kind === 'lines' ? 2 : 1}
          maxRows={8}
          maxLength={mostOf[kind]}
          value={typed}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )
    case 'choice':
      return (
        <NativeSelect
          {...common}
          value={typed}
          onChange={(event) => set(event.currentTarget.value)}
          data={[
            ...(typed === '' || field.isOptional ? [{ value: '', label: t('intake.choose') }] : []),
            ...(field.options ?? []).map((option) => ({ value: option, label: choiceText(field.list ?? '', option, t) })),
          ]}
        />
      )
    case 'check':
      return (
        <Checkbox
          label={label}
          name={`${section}.${name}`}
          className={classes['check']}
          checked={value === true}
          onChange={(event) => set(event.currentTarget.checked)}
        />
      )
    case 'several':
      return (
        <Checkbox.Group
          className={classes['wide']}
          label={label}
          value={Array.isArray(value) ? (value as string[]) : []}
          onChange={set}
        >
          <div className={classes['several']}>
            {field.options?.map((option) => (
              <Checkbox key={option} value={option} label={choiceText(field.list ?? '', option, t)} />
            ))}
          </div>
        </Checkbox.Group>
      )
    case 'people':
      return <People people={(Array.isArray(value) ? value : []) as readonly AttendantDraft[]} label={label} onChange={set} />
    case 'place':
      return <ResidencePlace values={values} isFaulty={isFaulty} onChange={onChange} />
    default:
      return kind satisfies never
  }
}

const mostPeople = 10

interface PeopleProps {
  readonly people: readonly AttendantDraft[]
  readonly label: string
  readonly onChange: (people: readonly AttendantDraft[]) => void
}

/** Who stood by, each with the capacity in which they did. */
function People({ people, label, onChange }: PeopleProps) {
  const { t } = useTranslation()
  const change = (index: number, part: Partial<AttendantDraft>) =>
    onChange(people.map((one, i) => (i === index ? { ...one, ...part } : one)))
  return (
    <fieldset className={classes['people']}>
      <legend>{label}</legend>
      {people.map(({ name, capacity }, i) => (
        // Rows have no identity of their own: nobody moves them.
        <div key={i} className={classes['personRow']}>
          <TextInput
            aria-label={t('intake.attendantName')}
            placeholder={t('intake.attendantName')}
            maxLength={100}
            autoComplete="off"
            value={name}
            onChange={(event) => change(i, { name: event.currentTarget.value })}
          />
          <NativeSelect
            aria-label={t('intake.attendantCapacity')}
            value={capacity}
            onChange={(event) => change(i, { capacity: event.currentTarget.value })}
            data={attendantCapacities.map((option) => ({ value: option, label: choiceText('capacity', option, t) }))}
          />
          <Button variant="default" size="compact-sm" onClick={() => onChange(people.filter((_, at) => at !== i))}>
            {t('intake.remove')}
          </Button>
        </div>
      ))}
      {people.length < mostPeople && (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => onChange([...people, { name: '', capacity: 'legal-representative' }])}
        >
          {t('intake.addAttendant')}
        </Button>
      )}
    </fieldset>
  )
}
