import { equipmentClasses, equipmentConditions } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { en } from '../i18n/en.ts'

/** Refusals whose detail says how a piece stands. */
const tellsCondition: readonly string[] = ['device-unfit', 'equipment-move-impossible']

type Fault = keyof (typeof en)['equipment']['importFault']

function isFault(detail: string): detail is Fault {
  return detail in en.equipment.importFault
}

/** What the server adds to a refusal about equipment, in the reader's words; of any other refusal, as it came. */
export function equipmentDetail(code: string, detail: string | undefined, t: TFunction): string | undefined {
  if (detail === undefined) return undefined
  const condition = tellsCondition.includes(code) && equipmentConditions.find((known) => known === detail)
  if (condition) return t('equipment.standsAs', { condition: t(`equipment.condition.${condition}`) })
  const equipmentClass = code === 'equipment-not-decided' && equipmentClasses.find((known) => known === detail)
  if (equipmentClass) return t(`equipmentClass.${equipmentClass}`)
  if (code === 'device-exists' && detail === 'iccid') return t('equipment.iccidTaken')
  if (code !== 'import-refused' && code !== 'import-unreadable') return detail
  const wrong = /^(\d+) wrong rows$/.exec(detail)?.[1]
  if (wrong !== undefined) return t('equipment.wrongRows', { count: Number(wrong) })
  // What a parser adds after a colon is its own and in no language of ours.
  const fault = detail.replace(/:.*$/, '')
  return isFault(fault) ? t(`equipment.importFault.${fault}`) : detail
}
