import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormField } from './FormField.tsx'
import { type Field, type Values } from './form-spec.ts'

interface FormFieldsProps {
  /** Those that are shown now. */
  readonly fields: readonly Field[]
  readonly values: Values
  /** The one that wants something, once the form was tried. */
  readonly missing: Field | undefined
  readonly onChange: (name: string, value: string) => void
}

export function FormFields({ fields, values, missing, onChange }: FormFieldsProps) {
  const { t } = useTranslation()
  return (
    <Stack gap={12}>
      {fields.map((field, i) => (
        <FormField
          key={field.name}
          field={field}
          isFirst={i === 0}
          value={values[field.name] ?? ''}
          error={missing === field ? t('changes.missing') : null}
          onChange={(value) => onChange(field.name, value)}
        />
      ))}
    </Stack>
  )
}
