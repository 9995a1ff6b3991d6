import { type EquipmentClass } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { call } from '../api/client.ts'
import { type FormSpec } from '../changes/form-spec.ts'
import { textOf } from '../changes/values.ts'
import { equipmentKey } from './queries.ts'

export interface LimitedClass {
  readonly organisationId: string
  readonly equipmentClass: EquipmentClass
  readonly least: number | null
}

/** From how few free pieces on the stock of a class is marked as low. */
export function limitForm({ organisationId, equipmentClass, least }: LimitedClass, organisation: string, t: TFunction): FormSpec {
  return {
    title: t('equipment.stock.setLeast'),
    reread: `${organisation}: ${t(`equipmentClass.${equipmentClass}`)}`,
    permission: 'device:change',
    fields: [{ name: 'least', kind: 'number', label: t('equipment.stock.leastField'), hint: t('equipment.stock.leastHint') }],
    initial: { least: least === null ? '' : String(least) },
    refreshes: equipmentKey,
    send: (values) => call('setStockLimit', { body: { organisationId, equipmentClass, least: Number(textOf(values, 'least')) } }),
  }
}
