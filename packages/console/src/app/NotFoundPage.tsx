import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EntryLayout } from '../session/EntryLayout.tsx'
import { usePageTitle } from './use-page-title.ts'

export function NotFoundPage() {
  const { t } = useTranslation()
  usePageTitle(t('errors.notFoundTitle'))
  return (
    <EntryLayout title={t('errors.notFoundTitle')}>
      <p>{t('errors.notFoundText')}</p>
      <Link to="/">{t('errors.home')}</Link>
    </EntryLayout>
  )
}
