import { NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { exactly } from '../format/duration.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type CommandDraft, type NumberField, numberBounds, numbersOf } from './command-draft.ts'
import classes from './commands.module.css'

interface CommandNumbersProps {
  readonly draft: CommandDraft
  readonly contactEveryMs: number | null
  readonly error: string | null
  readonly onChange: (change: Partial<Record<NumberField, number | string>>) => void
}

/** How often, for how long: below the command that is asked with them. */
export function CommandNumbers({ draft, contactEveryMs, error, onChange }: CommandNumbersProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const fields = numbersOf[draft.kind]
  if (fields.length === 0) return null
  return (
    <div className={classes['numbers']}>
      {fields.map((field) => (
        <NumberInput
          key={field}
          label={t(`ask.${field}`)}
          {...numberBounds[field]}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="strict"
          value={draft[field]}
          onChange={(value) => onChange({ [field]: value })}
        />
      ))}
      {error !== null && (
        <p data-error="" role="alert">
          {error}
        </p>
      )}
      {draft.kind === 'interval' && contactEveryMs !== null && (
        <p>{t('ask.contactOwed', { every: exactly(Math.round(contactEveryMs / 1_000), language) })}</p>
      )}
    </div>
  )
}
