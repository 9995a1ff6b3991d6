import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/use-language.ts'
import { decimal } from '../format/number.ts'
import { type NumberName, numberOf, numberRanges } from './rule-draft.ts'
import classes from './rules.module.css'

interface NumberFieldProps {
  readonly name: NumberName
  readonly value: string
  readonly onChange: (value: string) => void
}

const policies: readonly NumberName[] = ['arrivalGraceMinutes', 'departureGraceMinutes', 'returnGraceMinutes', 'approachMetres']

/** A number with its unit and range; of a grace it is said that it is the service's own. */
export function NumberField({ name, value, onChange }: NumberFieldProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { least, most } = numberRanges[name]
  return (
    <TextInput
      size="xs"
      className={classes['number'] ?? ''}
      label={t(`rules.number.${name}`)}
      {...(policies.includes(name) && { description: t('rules.policy') })}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      inputMode="decimal"
      autoComplete="off"
      maxLength={8}
      value={value}
      error={
        numberOf(name, value) === undefined
          ? t('rules.range', { least: decimal(least, language), most: decimal(most, language) })
          : null
      }
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
