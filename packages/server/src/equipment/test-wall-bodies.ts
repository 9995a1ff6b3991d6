import type { EndpointName } from '@bilezik/contract'
import type { Watched } from '../http/test-watch.ts'

/** Bodies that ask for equipment of another organisation. */
export function equipmentBodies(b: Watched): Partial<Record<EndpointName, unknown>> {
  return {
    changeEquipment: {
      equipmentClass: null,
      serialNumber: null,
      inventoryNumber: null,
      iccid: null,
      simOperator: null,
      firmware: null,
      valueTenge: null,
      location: null,
      model: 'x',
    },
    setStockLimit: { organisationId: b.organisationId, equipmentClass: 'bracelet', least: 1 },
    moveEquipment: { kind: 'found-faulty' },
    importEquipment: {
      organisationId: b.organisationId,
      content: Buffer.from('model;id;class\nx;1234;bracelet').toString('base64'),
      takeDigest: null,
    },
  }
}
