import { Link, Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session/use-session.ts'
import classes from './administration.module.css'

const places = [
  { to: '/administration/organisations', text: 'admin.organisations', permission: 'organisation:read' },
  { to: '/administration/address-book', text: 'deliveries.book.title', permission: 'organisation:read' },
  { to: '/administration/calendar', text: 'calendar.title', permission: 'organisation:read' },
  { to: '/administration/users', text: 'admin.users', permission: 'user:read' },
  { to: '/administration/devices', text: 'admin.devices', permission: 'device:read' },
  { to: '/administration/equipment', text: 'equipment.title', permission: 'device:read' },
  { to: '/administration/equipment-stock', text: 'equipment.stock.title', permission: 'device:read' },
  { to: '/administration/equipment-types', text: 'equipment.types.title', permission: 'device:read' },
  { to: '/administration/device-models', text: 'models.title', permission: 'device:read' },
  { to: '/administration/security', text: 'security.title', permission: 'device:read' },
  { to: '/administration/suppressed', text: 'suppressed.title', permission: 'suppression:review' },
  { to: '/administration/engine', text: 'oversight.title', permission: 'engine:read' },
  { to: '/administration/technical-notices', text: 'notices.title', permission: 'incident:read' },
  { to: '/administration/unknown-devices', text: 'admin.unknownDevices', permission: 'system:read' },
  { to: '/administration/quarantine', text: 'admin.quarantine', permission: 'system:read' },
] as const

export function AdministrationLayout() {
  const { t } = useTranslation()
  const { permissions } = useSession()
  return (
    <div className={classes['layout']}>
      <nav className={classes['places']} aria-label={t('admin.label')}>
        {places
          .filter((place) => permissions.includes(place.permission))
          .map((place) => (
            <Link key={place.to} to={place.to}>
              {t(place.text)}
            </Link>
          ))}
      </nav>
      <Outlet />
    </div>
  )
}
