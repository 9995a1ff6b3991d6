/** One chunk. */
export { AddressBookPage } from './AddressBookPage.tsx'
export { DeliveriesPage } from './DeliveriesPage.tsx'
