import { type Permission } from '@bilezik/domain'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Notice } from './Notice.tsx'
import { usePageTitle } from './use-page-title.ts'

export function ForbiddenPage({ permission }: { readonly permission: Permission }) {
  const { t } = useTranslation()
  usePageTitle(t('errors.forbiddenTitle'))
  return (
    <main id="content">
      <Notice title={t('errors.forbiddenTitle')}>
        <p>{t('errors.forbiddenText', { permission })}</p>
        <Link to="/">{t('errors.home')}</Link>
      </Notice>
    </main>
  )
}
