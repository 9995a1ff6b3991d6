import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DemoBadge } from '../shell/DemoBadge.tsx'
import { LanguageMenu } from '../shell/LanguageMenu.tsx'
import { ThemeMenu } from '../shell/ThemeMenu.tsx'
import classes from './entry.module.css'

/** The frame of the pages before sign-in. */
export function EntryLayout({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className={classes['page']}>
      <header className={classes['bar']}>
        <span className={classes['brand']}>{t('app.name')}</span>
        <span className={classes['purpose']}>{t('app.purpose')}</span>
        <DemoBadge />
        <span className={classes['gap']} />
        <LanguageMenu />
        <ThemeMenu />
      </header>
      <main id="content" className={classes['main']}>
        <div className={classes['box']}>
          <h1>{title}</h1>
          {children}
        </div>
      </main>
    </div>
  )
}
