import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface MetresFieldProps {
  readonly label: string
  readonly metres: number
  readonly onChange: (metres: number) => void
}

function parseMetres(text: string): number | undefined {
  const plain = text.replaceAll(/[\s\u00A0]/g, '').replace(',', '.')
  return /^\d{1,7}(\.\d+)?$/.test(plain) ? Number(plain) : undefined
}

/** Whole or broken metres as typed; the range is the zone's to judge, and it does so at once. */
export function MetresField({ label, metres, onChange }: MetresFieldProps) {
  const { t } = useTranslation()
  const shown = String(metres)
  const [typed, setTyped] = useState<{ readonly text: string; readonly of: string } | null>(null)
  const text = typed !== null && typed.of === shown ? typed.text : shown
  const change = (next: string) => {
    const parsed = parseMetres(next)
    setTyped({ text: next, of: parsed === undefined ? shown : String(parsed) })
    if (parsed !== undefined) onChange(parsed)
  }
  return (
    <TextInput
      size="xs"
      label={label}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      error={parseMetres(text) === undefined ? t('zone.notMetres') : null}
      rightSection={<span aria-hidden="true">{t('zone.metre')}</span>}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}
