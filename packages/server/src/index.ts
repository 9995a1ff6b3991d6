export { type RunningServer, type ServerOptions, StartError, startServer } from './start-server.ts'
export type { DoorName } from './gateway/doors.ts'
export { loggable } from './loggable.ts'
export type { DemoAccount } from './http/context.ts'
