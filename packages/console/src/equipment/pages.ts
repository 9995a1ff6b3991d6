/** One chunk of the register, the stock and the list of types. */
export { EquipmentPage } from './EquipmentPage.tsx'
export { ImportPage } from './ImportPage.tsx'
export { ItemPage } from './ItemPage.tsx'
export { StockPage } from './StockPage.tsx'
export { TypesPage } from './TypesPage.tsx'
