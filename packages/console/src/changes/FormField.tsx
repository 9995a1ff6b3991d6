import { Checkbox, NativeSelect, Stack, TextInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { dateAndTime } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { instantOfLocal } from '../permits/permit-draft.ts'
import { PeopleField } from './PeopleField.tsx'
import { type Field } from './form-spec.ts'

interface FormFieldProps {
  readonly field: Field
  readonly value: string
  readonly isFirst: boolean
  readonly error: string | null
  readonly onChange: (value: string) => void
}

const inputTypes = { text: 'text', number: 'number', date: 'date', moment: 'datetime-local' } as const

/** One field of a change. A browser of another language puts the month first: a moment is told in words beside it. */
export function FormField({ field, value, isFirst, error, onChange }: FormFieldProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { kind, choices = [] } = field
  const label = field.isOptional ? t('changes.optional', { label: field.label }) : field.label
  const at = kind === 'moment' ? instantOfLocal(value) : undefined
  const shared = {
    label,
    error,
    description: at === undefined ? field.hint : dateAndTime(at, language),
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
    ...(isFirst && { 'data-autofocus': true }),
  }
  if (kind === 'choice') {
    return (
      <NativeSelect
        {...shared}
        value={value}
        data={[{ value: '', label: t('changes.choose') }, ...choices]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }
  if (kind === 'several') {
    return (
      <Checkbox.Group
        label={label}
        description={field.hint}
        error={error}
        value={value.split(' ').filter(Boolean)}
        onChange={(chosen) => onChange(chosen.join(' '))}
      >
        <Stack gap={8} mt={8}>
          {choices.map((choice) => (
            <Checkbox key={choice.value} value={choice.value} label={choice.label} />
          ))}
        </Stack>
      </Checkbox.Group>
    )
  }
  if (kind === 'people') return <PeopleField {...{ field, label, value, error, onChange }} />
  if (kind === 'long') {
    return (
      <Textarea
        {...shared}
        maxLength={1_000}
        autosize
        minRows={2}
        maxRows={8}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }
  return (
    <TextInput
      {...shared}
      type={inputTypes[kind]}
      maxLength={200}
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
