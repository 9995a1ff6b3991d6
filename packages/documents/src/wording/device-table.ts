import type { Wording } from './say.ts'

export const deviceTableWording = {
  name: { kk: 'Құрал', ru: 'Средство', en: 'Device' },
  model: { kk: 'Үлгісі', ru: 'Модель', en: 'Model' },
  serial: { kk: 'Сериялық нөмірі', ru: 'Серийный номер', en: 'Serial number' },
  inventoryNumber: { kk: 'түгендеу № {number}', ru: 'инв. № {number}', en: 'inventory no. {number}' },
  condition: { kk: 'Жай-күйі', ru: 'Состояние', en: 'Condition' },
} as const satisfies Wording
