import { Button, Group } from '@mantine/core'
import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface FormActionsProps {
  readonly onCancel: () => void
  /** The button that does it. */
  readonly children: ReactNode
}

/** The foot of a dialog: leave it as it was, or do it. */
export function FormActions({ onCancel, children }: FormActionsProps) {
  const { t } = useTranslation()
  return (
    <Group justify="flex-end" mt={16}>
      <Button variant="default" onClick={onCancel}>
        {t('app.cancel')}
      </Button>
      {children}
    </Group>
  )
}
