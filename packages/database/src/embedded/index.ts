export { EmbeddedError, type EmbeddedErrorCode } from './embedded-error.ts'
export type { LoginRole, RoleUrls } from './roles.ts'
export type { Secrets } from './secrets.ts'
export { type EmbeddedDatabase, startEmbedded, type StartEmbeddedInput } from './start-embedded.ts'
