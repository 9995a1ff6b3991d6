import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useIsDemo } from '../session/use-session.ts'

/** `DEMO · Panel · Bilezik`: a demonstration says so in the title of its window too. */
export function usePageTitle(title: string): void {
  const { t } = useTranslation()
  const isDemo = useIsDemo()
  useEffect(() => {
    document.title = [isDemo && t('app.demo'), title, t('app.name')].filter(Boolean).join(' · ')
  }, [title, isDemo, t])
}
