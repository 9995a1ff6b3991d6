export { EmbeddedError, type EmbeddedErrorCode } from './embedded-error.ts'
export { DATABASE_NAME, type LoginRole, roleName, type RoleUrls } from './roles.ts'
export { readSecrets, type Secrets } from './secrets.ts'
export { type EmbeddedDatabase, startEmbedded, type StartEmbeddedInput } from './start-embedded.ts'
