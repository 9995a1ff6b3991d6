import type { RoleUrls } from '../embedded/roles.ts'

/** What test-cluster.ts gives to every test file, through vitest's `inject`. */
export interface TestCluster {
  readonly superuserUrl: string
  /** Connection strings of the login roles, for the database `bilezik`; other databases differ in the name only. */
  readonly roleUrls: RoleUrls
}

declare module 'vitest' {
  export interface ProvidedContext extends TestCluster {}
}
