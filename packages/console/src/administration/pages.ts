/** One chunk: an operator never loads it. */
export { AdministrationLayout } from './AdministrationLayout.tsx'
export { DevicesPage } from './DevicesPage.tsx'
export { OrganisationsPage } from './OrganisationsPage.tsx'
export { QuarantinePage } from './QuarantinePage.tsx'
export { UnknownDevicesPage } from './UnknownDevicesPage.tsx'
export { UsersPage } from './UsersPage.tsx'
