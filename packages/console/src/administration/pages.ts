/** One chunk: an operator never loads it. */
export { AdministrationLayout } from './AdministrationLayout.tsx'
export { DeviceModelsPage } from './DeviceModelsPage.tsx'
export { DevicesPage } from './DevicesPage.tsx'
export { OrganisationsPage } from './OrganisationsPage.tsx'
export { QuarantinePage } from './QuarantinePage.tsx'
export { SecurityPage } from './SecurityPage.tsx'
export { UnknownDevicesPage } from './UnknownDevicesPage.tsx'
export { UsersPage } from './UsersPage.tsx'
