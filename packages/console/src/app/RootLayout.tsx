import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

export function RootLayout() {
  const { t } = useTranslation()
  return (
    <>
      <a className="skip-link" href="#content">
        {t('app.skipToContent')}
      </a>
      <Outlet />
    </>
  )
}
