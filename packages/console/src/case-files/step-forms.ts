/** Steps that need a form of their own: the page of each, and who may take it. */
export const stepForms = {
  'decide-equipment': { to: '/case-files/$orderId/equipment-decision', permission: 'equipment:decide' },
  fit: { to: '/fitting/$orderId', permission: 'order:prepare' },
  adopt: { to: '/case-files/$orderId/adopt', permission: 'order:change' },
} as const

export type FormStep = keyof typeof stepForms
