import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ApiProblem, NetworkFailure } from '../api/client.ts'
import { Notice } from './Notice.tsx'
import { problemText } from './problem-text.ts'
import { usePageTitle } from './use-page-title.ts'

export function ErrorPage({ error }: { readonly error: unknown }) {
  const { t } = useTranslation()
  usePageTitle(t('errors.title'))
  const isKnown = error instanceof ApiProblem || error instanceof NetworkFailure
  return (
    <main id="content">
      <Notice title={t('errors.title')} isError>
        <p>{isKnown ? problemText(error, t) : t('errors.defect')}</p>
        {!isKnown && <pre>{error instanceof Error ? `${error.name}: ${error.message}` : String(error)}</pre>}
        <Button variant="default" onClick={() => location.reload()}>
          {t('errors.reload')}
        </Button>
      </Notice>
    </main>
  )
}
