import { equipmentClasses } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { call } from '../api/client.ts'
import { type FormSpec } from '../changes/form-spec.ts'
import { choiceOf, textOf, textOrNull } from '../changes/values.ts'
import { type EquipmentType, equipmentKey } from './queries.ts'

export function addTypeForm(today: string, t: TFunction): FormSpec {
  return {
    title: t('equipment.types.add'),
    reread: t('equipment.types.addReread'),
    permission: 'equipment-list:change',
    fields: [
      {
        name: 'equipmentClass',
        kind: 'choice',
        label: t('equipment.class'),
        choices: equipmentClasses.map((value) => ({ value, label: t(`equipmentClass.${value}`) })),
      },
      { name: 'from', kind: 'date', label: t('equipment.types.from') },
      { name: 'until', kind: 'date', label: t('equipment.types.until'), hint: t('equipment.types.untilHint'), isOptional: true },
      { name: 'source', kind: 'text', label: t('equipment.types.source'), hint: t('equipment.types.sourceHint') },
    ],
    initial: { from: today },
    refreshes: equipmentKey,
    send: (values) =>
      call('addEquipmentType', {
        body: {
          equipmentClass: choiceOf(values, 'equipmentClass', equipmentClasses),
          from: textOf(values, 'from'),
          until: textOrNull(values, 'until'),
          source: textOf(values, 'source'),
        },
      }),
  }
}

export function endTypeForm(type: EquipmentType, today: string, t: TFunction): FormSpec {
  return {
    title: t('equipment.types.end'),
    reread: t('equipment.types.endReread', { what: t(`equipmentClass.${type.equipmentClass}`) }),
    permission: 'equipment-list:change',
    fields: [{ name: 'until', kind: 'date', label: t('equipment.types.until'), hint: t('equipment.types.untilHint') }],
    initial: { until: type.until ?? today },
    refreshes: equipmentKey,
    send: (values) => call('endEquipmentType', { params: { typeId: type.id }, body: { until: textOf(values, 'until') } }),
  }
}
