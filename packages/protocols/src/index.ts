export * from './codec.ts'
export * from './gt06/index.ts'
export * from './osmand/index.ts'
export * from './registry.ts'
