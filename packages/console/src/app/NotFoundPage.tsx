import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Notice } from './Notice.tsx'
import { usePageTitle } from './use-page-title.ts'

export function NotFoundPage() {
  const { t } = useTranslation()
  usePageTitle(t('errors.notFoundTitle'))
  return (
    <main id="content">
      <Notice title={t('errors.notFoundTitle')}>
        <p>{t('errors.notFoundText')}</p>
        <Link to="/">{t('errors.home')}</Link>
      </Notice>
    </main>
  )
}
