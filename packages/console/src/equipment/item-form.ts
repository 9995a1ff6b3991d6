import { equipmentClasses } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { call } from '../api/client.ts'
import { type Field, type FormSpec, type Values } from '../changes/form-spec.ts'
import { textOf, textOrNull } from '../changes/values.ts'
import { type ItemDetail, equipmentKey } from './queries.ts'

/** What can be put right of a piece: its identifier and protocol stay, and who holds it comes by a hand-over. */
const textFields = ['serialNumber', 'inventoryNumber', 'iccid', 'simOperator', 'firmware', 'location'] as const

/** As the server wants them: empty is not known; a SIM card's number is printed in groups, an amount is typed in groups. */
export function particularsOf(values: Values) {
  const amount = textOf(values, 'valueTenge').replace(/[\s\u00A0]/g, '')
  const iccid = textOf(values, 'iccid').replace(/[\s-]/g, '')
  return {
    equipmentClass: equipmentClasses.find((one) => one === values['equipmentClass']) ?? null,
    serialNumber: textOrNull(values, 'serialNumber'),
    inventoryNumber: textOrNull(values, 'inventoryNumber'),
    iccid: iccid || null,
    simOperator: textOrNull(values, 'simOperator'),
    firmware: textOrNull(values, 'firmware'),
    location: textOrNull(values, 'location'),
    valueTenge: amount === '' ? null : Number(amount),
  }
}

export function itemForm(item: ItemDetail, t: TFunction): FormSpec {
  const fields: readonly Field[] = [
    { name: 'model', kind: 'text', label: t('admin.model') },
    {
      name: 'equipmentClass',
      kind: 'choice',
      label: t('equipment.class'),
      isOptional: true,
      choices: equipmentClasses.map((value) => ({ value, label: t(`equipmentClass.${value}`) })),
    },
    ...textFields.map((name) => ({
      name,
      kind: 'text' as const,
      label: t(`equipment.${name}`),
      isOptional: true,
      ...(name === 'iccid' && { hint: t('equipment.iccidHint') }),
    })),
    { name: 'valueTenge', kind: 'number', label: t('equipment.valueTenge'), isOptional: true },
  ]
  return {
    title: t('equipment.correct'),
    reread: t('equipment.correctReread'),
    permission: 'device:change',
    fields,
    initial: {
      model: item.model,
      equipmentClass: item.equipmentClass ?? '',
      valueTenge: item.valueTenge === null ? '' : String(item.valueTenge),
      ...Object.fromEntries(textFields.map((name) => [name, item[name] ?? ''])),
    },
    refreshes: equipmentKey,
    send: (values) =>
      call('changeEquipment', {
        params: { deviceId: item.id },
        body: { ...particularsOf(values), model: textOf(values, 'model') },
      }),
  }
}
