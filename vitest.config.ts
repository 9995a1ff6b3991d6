import { defineConfig } from 'vitest/config'

const needsDatabase = ['packages/*/src/**/*.{db,socket}.test.ts', 'bench/story/*.db.test.ts']

export default defineConfig({
  test: {
    // Two cores are what a small machine has; more would only make the database and the browser wait for each other.
    maxWorkers: 2,
    teardownTimeout: 60_000,
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.{ts,tsx}',
            'packages/console/{basemap,shell-worker}/**/*.test.ts',
            'checks/**/*.test.ts',
          ],
          exclude: [...needsDatabase, '**/node_modules/**'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'database',
          include: needsDatabase,
          // Starts one real PostgreSQL for all files; each file makes a database of its own in it.
          globalSetup: ['packages/database/src/testing/test-cluster.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/*.test.ts'],
          // One running demo for all journeys.
          globalSetup: ['e2e/journey/demo.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'crash',
          // Each begins servers of its own, and ends them in every way.
          include: ['e2e/crash/*.test.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
