import { Button, Input, TextInput } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './commands.module.css'

export const reasonFieldId = 'command-reason'
const readyReasons = ['alert', 'old', 'silent'] as const
const longestReason = 500

interface ReasonFieldProps {
  readonly value: string
  readonly error: string | null
  readonly onChange: (reason: string) => void
}

/** A reason of one's own, or one of the usual: choosing one leads into the field, where Enter sends. */
export function ReasonField({ value, error, onChange }: ReasonFieldProps) {
  const { t } = useTranslation()
  const inputRef = useRef<HTMLInputElement>(null)
  return (
    <div>
      <Input.Label htmlFor={reasonFieldId}>{t('ask.reason')}</Input.Label>
      <div className={classes['ready']} role="group" aria-label={t('ask.readyReasons')}>
        {readyReasons.map((ready) => (
          <Button
            key={ready}
            variant="default"
            size="compact-xs"
            aria-pressed={value === t(`readyReason.${ready}`)}
            onClick={() => {
              onChange(t(`readyReason.${ready}`))
              inputRef.current?.focus()
            }}
          >
            {t(`readyReason.${ready}`)}
          </Button>
        ))}
      </div>
      <TextInput
        ref={inputRef}
        id={reasonFieldId}
        description={t('ask.reasonHint')}
        inputWrapperOrder={['input', 'description', 'error']}
        maxLength={longestReason}
        autoComplete="off"
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  )
}
