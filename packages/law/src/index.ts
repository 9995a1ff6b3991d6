export * from './condition-support.ts'
export * from './provision.ts'
