export { createTestDatabase, type CreateTestDatabaseInput, type TestDatabase } from './test-database.ts'
