/** Steps that need a form of their own: the page of each, and who may take it. */
export const stepForms = {
  'decide-equipment': { to: '/case-files/$orderId/equipment-decision', permission: 'equipment:decide' },
  // What stands in its way is settled on that page: the way there is open while something does.
  fit: { to: '/fitting/$orderId', permission: 'order:prepare', settlesBlocks: true },
  vary: { to: '/case-files/$orderId/vary', permission: 'order:change' },
  adopt: { to: '/case-files/$orderId/adopt', permission: 'order:change' },
} as const

export type FormStep = keyof typeof stepForms
