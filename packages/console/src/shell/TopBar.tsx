import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DueCount } from '../deadlines/DueCount.tsx'
import { SendingCount } from '../deliveries/SendingCount.tsx'
import { LinkAge } from '../feed/LinkAge.tsx'
import { useLanguage } from '../i18n/use-language.ts'
import { useSession } from '../session/use-session.ts'
import { DemoBadge } from './DemoBadge.tsx'
import { LanguageMenu } from './LanguageMenu.tsx'
import { PersonSearch } from './PersonSearch.tsx'
import { SeverityCounts } from './SeverityCounts.tsx'
import { ThemeMenu } from './ThemeMenu.tsx'
import { UserMenu } from './UserMenu.tsx'
import classes from './shell.module.css'

export function TopBar({ onShowKeys }: { readonly onShowKeys: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { organisation, permissions } = useSession()
  const can = (permission: (typeof permissions)[number]) => permissions.includes(permission)
  const hasPanel = can('incident:read') && can('location:read')
  const organisationName = organisation.name[language]
  return (
    <header className={classes['bar']}>
      <div className={classes['identity']}>
        <span className={classes['brand']}>{t('app.name')}</span>
        <DemoBadge />
        <span className={classes['organisation']} title={organisationName}>
          {organisationName}
        </span>
      </div>
      <nav className={classes['nav']} aria-label={t('nav.label')}>
        {hasPanel && (
          <Link to="/" activeOptions={{ exact: true, includeSearch: false }}>
            {t('nav.panel')}
          </Link>
        )}
        {can('person:read') && <Link to="/case-files">{t('nav.caseFiles')}</Link>}
        {can('deadline:read') && <Link to="/deadlines">{t('deadlines.title')}</Link>}
        {can('person:read') && <Link to="/deliveries">{t('deliveries.pageTitle')}</Link>}
        {can('device:read') && <Link to="/administration">{can('user:read') ? t('nav.administration') : t('nav.devices')}</Link>}
        {can('log:read') && <Link to="/log">{t('nav.log')}</Link>}
      </nav>
      {can('person:read') && <PersonSearch />}
      <span className={classes['gap']} />
      {can('deadline:read') && <DueCount />}
      {can('person:read') && <SendingCount />}
      {hasPanel && <SeverityCounts />}
      {can('location:read') && <LinkAge />}
      <LanguageMenu />
      <ThemeMenu />
      <UserMenu onShowKeys={onShowKeys} />
    </header>
  )
}
