/** Steps that need no more than a note: the endpoint of each, and who may take it. The others are taken by the interface for now. */
export const simpleSteps = {
  check: { endpoint: 'checkCaseFile', permission: 'order:prepare' },
  'return-to-body': { endpoint: 'returnCaseFile', permission: 'order:change' },
  'claim-missing': { endpoint: 'claimMissing', permission: 'order:prepare' },
  'receive-again': { endpoint: 'resubmitCaseFile', permission: 'order:prepare' },
  activate: { endpoint: 'activateOrder', permission: 'order:change' },
} as const

export type SimpleStep = keyof typeof simpleSteps
