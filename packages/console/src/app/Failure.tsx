import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Notice } from './Notice.tsx'
import { problemText } from './problem-text.ts'

interface FailureProps {
  readonly error: unknown
  readonly onRetry: () => void
}

/** A part of a page that could not be loaded, with the reason and a way to try again. */
export function Failure({ error, onRetry }: FailureProps) {
  const { t } = useTranslation()
  return (
    <Notice title={t('errors.title')} isError>
      <p>{problemText(error, t)}</p>
      <Button variant="default" onClick={onRetry}>
        {t('app.retry')}
      </Button>
    </Notice>
  )
}
