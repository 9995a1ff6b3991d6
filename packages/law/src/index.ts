export * from './condition-support.ts'
export * from './provision.ts'
export * from './working-calendar.ts'
