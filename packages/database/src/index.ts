export * from './connect.ts'
export * from './migrate.ts'
export * from './tables.ts'
export * from './with-scope.ts'
